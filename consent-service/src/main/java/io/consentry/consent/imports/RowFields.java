package io.consentry.consent.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of a row, and the names by which spreadsheets know them. */
final class RowFields {

    static final String ACTION = "action";

    /** Those that name somebody. */
    static final List<String> IDENTIFIERS = List.of("email", "phone", "whatsappUserId", "pushToken", "externalId");

    static final List<String> ALL = List.of(
            "email",
            "phone",
            "whatsappUserId",
            "pushToken",
            "externalId",
            "purpose",
            "channel",
            ACTION,
            "affirmativeAction",
            "occurredAt",
            "noticeKey",
            "noticeVersion",
            "wording",
            "source",
            "locale");

    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("emailaddress", "email"),
            Map.entry("mail", "email"),
            Map.entry("phonenumber", "phone"),
            Map.entry("telephone", "phone"),
            Map.entry("mobile", "phone"),
            Map.entry("mobilenumber", "phone"),
            Map.entry("cell", "phone"),
            Map.entry("cellphone", "phone"),
            Map.entry("cellnumber", "phone"),
            Map.entry("msisdn", "phone"),
            Map.entry("customerid", "externalId"),
            Map.entry("contactid", "externalId"),
            Map.entry("crmid", "externalId"),
            Map.entry("decision", ACTION),
            Map.entry("consentdate", "occurredAt"),
            Map.entry("optindate", "occurredAt"),
            Map.entry("optintime", "occurredAt"),
            Map.entry("consenttext", "wording"),
            Map.entry("language", "locale"));

    private RowFields() {}

    /** The field that a column's name means, in any case and punctuation. */
    static Optional<String> named(String column) {
        String plain = plain(column);
        return ALL.stream()
                .filter(field -> plain(field).equals(plain))
                .findFirst()
                .or(() -> Optional.ofNullable(OTHER_NAMES.get(plain)));
    }

    static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}

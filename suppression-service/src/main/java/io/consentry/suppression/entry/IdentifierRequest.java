package io.consentry.suppression.entry;

import io.consentry.contract.AddressKind;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressInvalidException;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.problem.Violations;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One address as a client writes it. Never printed. */
record IdentifierRequest(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String whatsappUserId,
        @Nullable String pushToken,
        @Nullable String externalId) {

    private static final AddressNormaliser NORMALISER = new AddressNormaliser();

    /** The address; notes a violation, and answers null, when there is not exactly one that is valid. */
    @Nullable
    Address parse(String path, String defaultRegion, Violations violations) {
        Map<AddressKind, String> given = byKind();
        if (given.size() != 1) {
            violations.add(
                    path, "exactly-one", "needs exactly one of email, phone, whatsappUserId, pushToken, externalId");
            return null;
        }
        Map.Entry<AddressKind, String> only = given.entrySet().iterator().next();
        try {
            return NORMALISER.normalise(only.getKey(), only.getValue(), defaultRegion);
        } catch (AddressInvalidException e) {
            violations.add(path + "." + only.getKey().wireName(), e.rule(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Map<AddressKind, String> byKind() {
        Map<AddressKind, String> given = new EnumMap<>(AddressKind.class);
        put(given, AddressKind.EMAIL, email);
        put(given, AddressKind.PHONE, phone);
        put(given, AddressKind.WHATSAPP_USER_ID, whatsappUserId);
        put(given, AddressKind.PUSH_TOKEN, pushToken);
        put(given, AddressKind.EXTERNAL_ID, externalId);
        return given;
    }

    private static void put(Map<AddressKind, String> given, AddressKind kind, @Nullable String text) {
        if (text != null) {
            given.put(kind, text);
        }
    }

    @Override
    public String toString() {
        return "IdentifierRequest" + byKind().keySet();
    }
}

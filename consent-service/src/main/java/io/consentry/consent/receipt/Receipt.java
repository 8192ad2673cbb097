package io.consentry.consent.receipt;

import io.consentry.consent.notice.NoticeDigest;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.Recipient;
import io.consentry.consent.purpose.SpecialCategory;
import io.consentry.contract.MessageClass;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt tells of a decision: all of it as it was when the decision was recorded, so that the same decision always has the same
 * receipt. It names the person by the id of the data subject alone.
 *
 * @param id of the event; the receipt has the same
 * @param controller the tenant's settings
 * @param purpose as it was described; null for all purposes, and for one that the catalogue did not have
 * @param notice the digest of the notice that the decision cites; null when it cites none, or none that was published here
 * @param locale in which the person read; null when that is not on record
 */
record Receipt(
        UUID id,
        TenantId tenant,
        TenantSettings controller,
        ConsentEvent event,
        @Nullable Purpose purpose,
        @Nullable NoticeDigest notice,
        @Nullable String locale) {

    private static final String ENGLISH = "en";

    ConsentChange change() {
        return event.change();
    }

    /** Of the texts of the receipt: two or three letters (ISO 639). */
    String language() {
        return purpose == null ? ENGLISH : primary(tagIn(purpose.name()));
    }

    /** In the language of the receipt. */
    String purposeName() {
        if (purpose != null) {
            return textIn(purpose.name());
        }
        return change().purpose() == null ? "All purposes" : change().purpose().value();
    }

    /** In the language of the receipt; null where the tenant gave none. */
    @Nullable
    String purposeDescription() {
        return purpose == null || purpose.description().isEmpty() ? null : textIn(purpose.description());
    }

    MessageClass messageClass() {
        return purpose == null ? MessageClass.MARKETING : purpose.messageClass();
    }

    /** The special categories that the purpose is about. */
    List<String> specialCategories() {
        return purpose == null
                ? List.of()
                : purpose.specialCategories().stream()
                        .map(SpecialCategory::wireName)
                        .toList();
    }

    /** Who else gets the data. */
    List<Recipient> recipients() {
        return purpose == null ? List.of() : purpose.recipients();
    }

    /** Who uses the data for itself. */
    Optional<Recipient> thirdParty() {
        return purpose == null ? Optional.empty() : purpose.thirdParty();
    }

    /** The channel's name, or {@code all}. */
    String channel() {
        return change().channel() == null ? "all" : change().channel().wireName();
    }

    /** Where the person withdraws, best first: addresses that a person can open. */
    List<String> withdrawalAddresses() {
        Contact contact = controller.contact();
        return Stream.of(
                        contact.website(),
                        "mailto:" + contact.email(),
                        contact.phone() == null
                                ? null
                                : "tel:" + contact.phone().replace(" ", ""))
                .filter(Objects::nonNull)
                .toList();
    }

    private String textIn(Map<String, String> texts) {
        return texts.getOrDefault(tagIn(texts), "");
    }

    /** The tag of the person's own language, else English, else the first in alphabetical order. */
    private String tagIn(Map<String, String> texts) {
        return Stream.of(locale, locale == null ? null : primary(locale), ENGLISH)
                .filter(Objects::nonNull)
                .filter(texts::containsKey)
                .findFirst()
                .orElseGet(() -> texts.isEmpty() ? ENGLISH : new TreeSet<>(texts.keySet()).first());
    }

    private static String primary(String tag) {
        return tag.split("[-_]", 2)[0].toLowerCase(java.util.Locale.ROOT);
    }
}

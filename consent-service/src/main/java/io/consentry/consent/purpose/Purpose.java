package io.consentry.consent.purpose;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A purpose of processing.
 *
 * @param name by language tag
 * @param basis lawful basis by regime ({@code popia}, {@code gdpr})
 * @param validity how long a consent is valid; null means until it is withdrawn
 * @param inactivity after how long without activity a consent ends; null means {@link #INACTIVITY_DEFAULT} for marketing, and never for all else
 * @param dpv term of the W3C Data Privacy Vocabulary (rule E-05)
 * @param softOptIn whether the customer exception may be its ground (rule A-08); null leaves that to what {@code basis} names
 * @param similarTo what must have been sold for the exception to hold, as {@code softOptIn.productCategory} names it: the purpose markets
 *     similar products; empty when the tenant keeps no such list
 * @param specialCategories of personal information that it is about: then consent must be explicit (requirement 003-04)
 * @param recipients who else gets the data; at most one of them uses it for itself
 * @param version 1 for a new purpose, one more with each change; 0 before it is stored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Purpose(
        PurposeKey key,
        Map<String, String> name,
        Map<String, String> description,
        MessageClass messageClass,
        List<Channel> channels,
        Map<String, LawfulBasis> basis,
        @Nullable Period validity,
        @Nullable Period inactivity,
        List<String> topics,
        @Nullable String dpv,
        @Nullable Boolean softOptIn,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> similarTo,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SpecialCategory> specialCategories,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Recipient> recipients,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long version) {

    /** What the notices promise where a tenant says nothing else (requirement 001-38). */
    public static final Period INACTIVITY_DEFAULT = Period.ofMonths(24);

    public Purpose {
        name = Map.copyOf(name);
        description = Map.copyOf(description);
        channels = List.copyOf(channels);
        basis = Map.copyOf(basis);
        topics = List.copyOf(topics);
        similarTo = similarTo == null ? List.of() : List.copyOf(similarTo);
        specialCategories = specialCategories == null ? List.of() : List.copyOf(specialCategories);
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
    }

    /** The same as stored. */
    Purpose withVersion(long stored) {
        return new Purpose(
                key,
                name,
                description,
                messageClass,
                channels,
                basis,
                validity,
                inactivity,
                topics,
                dpv,
                softOptIn,
                similarTo,
                specialCategories,
                recipients,
                stored);
    }

    /** After how long without activity a consent ends; empty when it does not. */
    public Optional<Period> inactivityEnd() {
        return inactivity == null && messageClass.isMarketing()
                ? Optional.of(INACTIVITY_DEFAULT)
                : Optional.ofNullable(inactivity);
    }

    /** Whether the customer exception may be its ground: only where it is said so. */
    public boolean allowsSoftOptIn() {
        return softOptIn == null ? basis.containsValue(LawfulBasis.SOFT_OPT_IN) : softOptIn;
    }

    /** Whether what was sold is similar to what the purpose markets, as far as the tenant has said what is. */
    public boolean isSimilarTo(String productCategory) {
        return similarTo.isEmpty() || similarTo.stream().anyMatch(productCategory.strip()::equalsIgnoreCase);
    }

    /** Whether consent to it must be explicit. */
    public boolean needsExplicitConsent() {
        return !specialCategories.isEmpty();
    }

    /** The affiliate or partner for which it is, and for no other; empty for the tenant's own purposes. */
    public Optional<Recipient> thirdParty() {
        return recipients.stream().filter(Recipient::isThirdParty).findFirst();
    }

    /** Whether nothing may be sent without the person's consent under any regime it names. */
    public boolean needsConsent() {
        return basis.isEmpty() || basis.containsValue(LawfulBasis.CONSENT);
    }
}

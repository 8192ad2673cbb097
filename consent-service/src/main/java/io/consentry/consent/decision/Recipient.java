package io.consentry.consent.decision;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.AddressKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whom a question is about.
 *
 * @param addresses those that the channel reaches; none when there is no usable one
 * @param name the tenant's own number of a person, when that was asked for: suppressions on it count, too
 */
public record Recipient(List<AddressKey> addresses, Optional<AddressKey> name) {

    public static final Recipient NOBODY = new Recipient(List.of(), Optional.empty());

    public Recipient {
        addresses = List.copyOf(addresses);
    }

    /** All that is to be read about the recipient. */
    public Stream<AddressKey> keys() {
        return Stream.concat(addresses.stream(), name.stream());
    }

    /**
     * What is known of the recipient as far as it concerns the question. Of several push tokens those that have expired reach nobody, and what
     * was consented to there counts for no other.
     *
     * @param asked when the question is answered
     */
    public ContactFacts facts(SendQuestion question, Function<AddressKey, ContactFacts> known, Instant asked) {
        if (name.isEmpty() && addresses.size() == 1) {
            return known.apply(addresses.get(0));
        }
        Instant at = question.at(asked);
        List<ContactFacts> all = addresses.stream().map(known).toList();
        List<ContactFacts> usable =
                all.stream().filter(facts -> facts.isUsableAt(at)).toList();
        ContactFacts reached =
                ContactFacts.together(usable.isEmpty() ? all : usable, question.purposeKey(), question.channel());
        return name.map(number -> reached.beside(known.apply(number))).orElse(reached);
    }
}

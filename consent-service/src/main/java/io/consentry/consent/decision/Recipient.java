package io.consentry.consent.decision;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.AddressKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whom a question is about.
 *
 * @param addresses those that the channel reaches; none when there is no usable one
 * @param name the tenant's own number of a person, when that was asked for: suppressions on it count, too
 * @param aliases under which the suppression list can have the addresses, where it names some by hashes of others' alone
 */
public record Recipient(List<AddressKey> addresses, Optional<AddressKey> name, List<AddressKey> aliases) {

    public static final Recipient NOBODY = new Recipient(List.of(), Optional.empty(), List.of());

    public Recipient {
        addresses = List.copyOf(addresses);
        aliases = List.copyOf(aliases);
    }

    /** The same without the aliases of which nothing is known: most people are on no list. */
    public Recipient withAliases(Predicate<AddressKey> known) {
        return aliases.isEmpty()
                ? this
                : new Recipient(addresses, name, aliases.stream().filter(known).toList());
    }

    /** All that is to be read about the recipient. */
    public Stream<AddressKey> keys() {
        return Stream.of(addresses.stream(), name.stream(), aliases.stream()).flatMap(Function.identity());
    }

    /**
     * What is known of the recipient as far as it concerns the question. Of several push tokens those that have expired reach nobody, and what
     * was consented to there counts for no other.
     *
     * @param asked when the question is answered
     */
    public ContactFacts facts(SendQuestion question, Function<AddressKey, ContactFacts> known, Instant asked) {
        ContactFacts facts = name.isEmpty() && addresses.size() == 1
                ? known.apply(addresses.get(0))
                : ContactFacts.together(usable(known, question.at(asked)), question.purposeKey(), question.channel());
        for (AddressKey other : Stream.concat(name.stream(), aliases.stream()).toList()) {
            facts = facts.beside(known.apply(other));
        }
        return facts;
    }

    /** All of them where none is usable: the check says so. */
    private List<ContactFacts> usable(Function<AddressKey, ContactFacts> known, Instant at) {
        List<ContactFacts> all = addresses.stream().map(known).toList();
        List<ContactFacts> usable =
                all.stream().filter(facts -> facts.isUsableAt(at)).toList();
        return usable.isEmpty() ? all : usable;
    }
}

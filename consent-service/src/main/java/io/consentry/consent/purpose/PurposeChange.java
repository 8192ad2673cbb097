package io.consentry.consent.purpose;

import io.consentry.kit.problem.Violations;
import java.util.Optional;

/**
 * What of a purpose stays as it was first described, since the consents that were given for it stand: for whom the data is, and that it was of
 * no special kind. Pure.
 */
final class PurposeChange {

    private PurposeChange() {}

    /** Refuses a description under which consents would come to mean more than what was agreed to. */
    static void requireAllowed(Purpose before, Purpose after) {
        Violations violations = new Violations();
        if (!before.specialCategories().containsAll(after.specialCategories())) {
            violations.add(
                    "specialCategories",
                    "fixed",
                    "may not grow: consents were given without it; describe another purpose (003-04)");
        }
        if (!isSame(before.thirdParty(), after.thirdParty())) {
            violations.add(
                    "recipients",
                    "fixed",
                    "the affiliate or partner stays: consents were given for it and no other; describe another purpose (001-25, 003-14)");
        }
        violations.throwIfAny();
    }

    private static boolean isSame(Optional<Recipient> one, Optional<Recipient> other) {
        return one.map(Recipient::name).equals(other.map(Recipient::name));
    }
}

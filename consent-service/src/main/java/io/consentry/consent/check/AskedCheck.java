package io.consentry.consent.check;

import io.consentry.consent.decision.SendQuestion;
import io.consentry.kit.address.Address;
import java.util.Optional;

/**
 * One check, parsed.
 *
 * @param address empty when it is not a usable one; then the question says so
 */
record AskedCheck(Optional<Address> address, SendQuestion question) {

    @Override
    public String toString() {
        return "AskedCheck[redacted]";
    }
}

package io.consentry.preference.mail;

import io.consentry.kit.address.Address;

/**
 * A service message to one person. Redacted when printed.
 *
 * @param to an e-mail address
 * @param onlyIfKnown whether it goes out only if the ledger knows the address, as when a stranger may have named it
 * @param subject one line; line ends and control characters in it become spaces
 * @param text the whole message as plain text
 * @param html the same as a page, with nothing in it that is fetched from elsewhere
 */
public record Mail(Address to, boolean onlyIfKnown, String subject, String text, String html) {

    @Override
    public String toString() {
        return "Mail[redacted]";
    }
}

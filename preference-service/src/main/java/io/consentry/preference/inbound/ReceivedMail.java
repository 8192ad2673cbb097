package io.consentry.preference.inbound;

import org.jspecify.annotations.Nullable;

/**
 * A mail as far as it matters here. Never printed.
 *
 * @param id its Message-ID, or else the hash of all of it
 * @param from the one address that it names as its author; null when it names none or several
 * @param to the mailbox that it came to, as it stands in the header; null when none does
 * @param subject on one line
 * @param text what its author wrote into it, without what is quoted
 * @param automatic whether a machine wrote it, such as an out-of-office or a bounce
 * @param forged whether the receiving server says that its author is not who it names
 */
record ReceivedMail(
        String id,
        @Nullable String from,
        @Nullable String to,
        String subject,
        String text,
        boolean automatic,
        boolean forged) {

    @Override
    public String toString() {
        return "ReceivedMail[redacted]";
    }
}

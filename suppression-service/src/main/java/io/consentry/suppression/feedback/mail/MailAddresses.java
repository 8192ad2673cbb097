package io.consentry.suppression.feedback.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** E-mail addresses in running text, and in the typed fields of reports. */
final class MailAddresses {

    private static final Pattern ADDRESS = Pattern.compile(
            "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[\\p{L}\\p{N}-]{1,63}\\.){1,10}[\\p{L}\\p{N}-]{2,63}");

    /** Mailboxes of mail systems: never the recipient of a message of ours that failed. */
    private static final Set<String> SYSTEM =
            Set.of("postmaster", "mailer-daemon", "mailerdaemon", "mdaemon", "double-bounce");

    private static final Pattern REDACTED =
            Pattern.compile("redacted|hidden|suppressed|removed|^x+@|^[0-9a-f]{32,64}@", Pattern.CASE_INSENSITIVE);

    private MailAddresses() {}

    /** All addresses of a text, with their places. */
    static List<MatchResult> in(String text) {
        return ADDRESS.matcher(text).results().toList();
    }

    /** The only, or first, address of a text. */
    static Optional<String> first(String text) {
        return in(text).stream()
                .map(MatchResult::group)
                .map(MailAddresses::trimmed)
                .findFirst();
    }

    /** Without what the sentence around put before it. */
    static String trimmed(String address) {
        String trimmed = address.toLowerCase(Locale.ROOT).startsWith("smtp=") ? address.substring(5) : address;
        int start = 0;
        while (start < trimmed.length() && "'`*=-/|&.".indexOf(trimmed.charAt(start)) >= 0) {
            start++;
        }
        return trimmed.substring(start);
    }

    /** The address in a field such as {@code rfc822;<a@example.org>} (RFC 3464 section 2.3.1, RFC 6533). */
    static Optional<String> ofField(String value) {
        int type = value.indexOf(';');
        String kind = type < 0 ? "" : value.substring(0, type).strip().toLowerCase(Locale.ROOT);
        boolean internet = kind.isEmpty() || kind.equals("rfc822") || kind.equals("utf-8") || kind.equals("smtp");
        return internet ? first(value.substring(type + 1)) : Optional.empty();
    }

    static boolean isSystem(String address) {
        return SYSTEM.contains(localPart(address).toLowerCase(Locale.ROOT));
    }

    /** Whether a provider has put something else, or a hash, in the address's place. */
    static boolean isRedacted(String address) {
        return REDACTED.matcher(address).find();
    }

    static String localPart(String address) {
        return address.substring(0, Math.max(0, address.lastIndexOf('@')));
    }
}

package io.consentry.kit.address;

import io.consentry.contract.AddressKind;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Mailboxes of RFC 5321 with the local parts of RFC 6531, at domains with a dot. Comments, address literals and display names are not
 * addresses that a person types to be reached, and are refused. Tags and dots in the local part stay (rule C-11).
 */
final class EmailAddresses {

    private static final int LENGTH_MAX = 254;
    private static final int LOCAL_LENGTH_MAX = 64;
    private static final int LABEL_LENGTH_MAX = 63;
    private static final String ATOM_PUNCTUATION = "!#$%&'*+-/=?^_`{|}~";
    private static final boolean[] FAST_ATOM = new boolean[128];

    static {
        for (char c = 0; c < FAST_ATOM.length; c++) {
            FAST_ATOM[c] = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || ATOM_PUNCTUATION.indexOf(c) >= 0;
        }
    }

    private EmailAddresses() {}

    static Address normalise(String text) {
        return isNormalised(text) ? new Address(AddressKind.EMAIL, text, text) : normaliseSlowly(text);
    }

    /** Whether the text is its own normalised form; false may also mean that only the slow path can tell. */
    static boolean isNormalised(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at <= LOCAL_LENGTH_MAX
                && text.length() <= LENGTH_MAX
                && isFastLocalPart(text, at)
                && isFastDomain(text, at + 1);
    }

    private static boolean isFastLocalPart(String text, int end) {
        boolean afterDot = true;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' ? afterDot : c >= 0x80 || !FAST_ATOM[c]) {
                return false;
            }
            afterDot = c == '.';
        }
        return !afterDot;
    }

    private static boolean isFastDomain(String text, int start) {
        int labelStart = start;
        boolean letterInLast = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, labelStart, i)) {
                    return false;
                }
                labelStart = i + 1;
                letterInLast = false;
            } else if (c >= 'a' && c <= 'z' || c == '-') {
                letterInLast = true;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return labelStart > start && letterInLast && isLabel(text, labelStart, text.length());
    }

    private static boolean isLabel(String text, int start, int end) {
        return end > start
                && end - start <= LABEL_LENGTH_MAX
                && text.charAt(start) != '-'
                && text.charAt(end - 1) != '-';
    }

    /** The path that knows all spellings; gives the same as the fast one where that applies. */
    static Address normaliseSlowly(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1) {
            throw invalid();
        }
        if (text.length() > LENGTH_MAX) {
            throw AddressInvalidException.tooLong(LENGTH_MAX);
        }
        String given = Normalizer.normalize(text.substring(0, at), Normalizer.Form.NFC);
        String content = given.startsWith("\"") ? quotedContent(given) : given;
        boolean dotAtom = content != null && isDotAtom(content);
        if (content == null || !given.startsWith("\"") && !dotAtom) {
            throw invalid();
        }
        String domain = MailDomain.toAscii(text.substring(at + 1));
        if (domain == null) {
            throw invalid();
        }
        String lower = lower(content);
        String local = dotAtom ? lower : quote(lower);
        if (octets(local) > LOCAL_LENGTH_MAX || octets(given) > LOCAL_LENGTH_MAX) {
            throw new AddressInvalidException(
                    "too-long", "The part before the @ is longer than " + LOCAL_LENGTH_MAX + " octets.");
        }
        if (octets(local) + 1 + domain.length() > LENGTH_MAX) {
            throw AddressInvalidException.tooLong(LENGTH_MAX);
        }
        return new Address(AddressKind.EMAIL, local + '@' + domain, text);
    }

    private static String lower(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static boolean isDotAtom(String text) {
        boolean afterDot = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '.' ? afterDot : !isAtomCharacter(c)) {
                return false;
            }
            afterDot = c == '.';
            i += Character.charCount(c);
        }
        return !afterDot;
    }

    private static boolean isAtomCharacter(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || ATOM_PUNCTUATION.indexOf(c) >= 0;
        }
        return isVisible(c);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** What a quoted string means, without quotes and escapes (RFC 5321 section 4.1.2); null when it is none. */
    private static @Nullable String quotedContent(String quoted) {
        if (quoted.length() < 2 || !quoted.endsWith("\"")) {
            return null;
        }
        StringBuilder content = new StringBuilder();
        int end = quoted.length() - 1;
        for (int i = 1; i < end; ) {
            int c = quoted.codePointAt(i);
            if (c == '\\') {
                i++;
                if (i >= end || quoted.charAt(i) >= 0x7F) {
                    return null;
                }
                c = quoted.charAt(i);
            } else if (c == '"') {
                return null;
            }
            if (c >= 0x80 && !isVisible(c)) {
                return null;
            }
            content.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return content.toString();
    }

    private static String quote(String content) {
        return '"' + content.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static AddressInvalidException invalid() {
        return new AddressInvalidException("not-an-email", "The text is not an e-mail address (RFC 5321).");
    }
}

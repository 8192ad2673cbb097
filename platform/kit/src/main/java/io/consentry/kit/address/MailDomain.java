package io.consentry.kit.address;

import java.net.IDN;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The domain of an e-mail address as A-labels.
 *
 * <p>{@link IDN} knows IDNA2003, which reads {@code ß} as {@code ss} and {@code ς} as {@code σ}: other domains, with other owners, since
 * IDNA2008 (RFC 5894 section 7.2). Labels with these letters are therefore encoded here, as UTS #46 does without transitional processing.
 */
final class MailDomain {

    private static final int LENGTH_MAX = 253;
    private static final int LABEL_LENGTH_MAX = 63;

    private MailDomain() {}

    /** Null when the text is not a domain with at least two labels. */
    static @Nullable String toAscii(String domain) {
        String mapped = map(domain);
        StringBuilder ascii = new StringBuilder(mapped.length() + 16);
        String last = "";
        int labels = 0;
        for (String label : mapped.split("\\.", -1)) {
            String encoded = label(label);
            if (encoded.isEmpty()) {
                return null;
            }
            if (labels++ > 0) {
                ascii.append('.');
            }
            ascii.append(encoded);
            last = encoded;
        }
        boolean numeric = last.chars().allMatch(c -> c >= '0' && c <= '9');
        return labels < 2 || numeric || ascii.length() > LENGTH_MAX ? null : ascii.toString();
    }

    /** Compatibility forms and capitals go, full stops of other scripts become dots. */
    private static String map(String domain) {
        StringBuilder lower = new StringBuilder(domain.length());
        Normalizer.normalize(domain, Normalizer.Form.NFKC)
                .codePoints()
                .map(Character::toLowerCase)
                .map(c -> c == '\u3002' ? '.' : c)
                .forEach(lower::appendCodePoint);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /** Empty when it is no label. */
    private static String label(String label) {
        if (label.isEmpty() || !label.codePoints().allMatch(MailDomain::isAllowed)) {
            return "";
        }
        boolean deviates = label.indexOf('ß') >= 0 || label.indexOf('ς') >= 0;
        try {
            String transitional = IDN.toASCII(
                    deviates ? label.replace("ß", "ss").replace('ς', 'σ') : label,
                    IDN.USE_STD3_ASCII_RULES | IDN.ALLOW_UNASSIGNED);
            String encoded = deviates ? "xn--" + Punycode.encode(label) : transitional;
            return encoded.length() > LABEL_LENGTH_MAX ? "" : encoded;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isAllowed(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
        }
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
}

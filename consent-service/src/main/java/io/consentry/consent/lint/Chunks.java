package io.consentry.consent.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts running text at white space, brackets, quotes and commas, and tells links from words. A chunk is looked at once, from its
 * beginning, so the time is linear in the text: one pattern over all of it could be made to backtrack.
 */
final class Chunks {

    private static final String CUTS = "<>()[]{}\"“”„,;|";
    private static final Pattern ADDRESS =
            Pattern.compile("https?://|mailto:|tel:|sms:|www\\.", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST_AND_PATH =
            Pattern.compile("[a-z0-9][a-z0-9.-]*\\.[a-z]{2,24}[/?].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile(
            "[a-z0-9][a-z0-9.-]*\\.(?:com|net|org|za|africa|mobi|info)[.!?:]*", Pattern.CASE_INSENSITIVE);

    private Chunks() {}

    /** Receives the chunks in order. */
    interface Reader {

        void text(String text);

        /** A URI, an e-mail address, or a host with a path. */
        void link(String link);

        /** What looks like the name of a host: a link to some readers, to others a brand or two sentences without a space. */
        void host(String host);
    }

    static void read(String text, Reader reader) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isCut(text.charAt(i))) {
                if (i > start) {
                    chunk(text.substring(start, i), reader);
                }
                start = i + 1;
            }
        }
    }

    private static boolean isCut(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || CUTS.indexOf(character) >= 0;
    }

    private static void chunk(String chunk, Reader reader) {
        int link = linkStart(chunk);
        if (link >= 0) {
            if (link > 0) {
                reader.text(chunk.substring(0, link));
            }
            reader.link(chunk.substring(link));
        } else if (HOST.matcher(chunk).matches()) {
            reader.host(chunk);
        } else {
            reader.text(chunk);
        }
    }

    private static int linkStart(String chunk) {
        Matcher address = ADDRESS.matcher(chunk);
        if (address.find()) {
            return address.start();
        }
        int at = chunk.indexOf('@');
        if (at > 0 && chunk.indexOf('.', at) > at + 1) {
            return localPartStart(chunk, at);
        }
        return HOST_AND_PATH.matcher(chunk).matches() ? 0 : -1;
    }

    private static int localPartStart(String chunk, int at) {
        int start = at;
        while (start > 0 && isLocal(chunk.charAt(start - 1))) {
            start--;
        }
        return start < at ? start : -1;
    }

    private static boolean isLocal(char character) {
        return Character.isLetterOrDigit(character) || "._%+-'".indexOf(character) >= 0;
    }
}

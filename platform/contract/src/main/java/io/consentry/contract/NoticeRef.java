package io.consentry.contract;

/**
 * The version of a notice that was shown.
 *
 * @param key the notice, at most 64 characters
 * @param version its version, at most 64 characters
 */
public record NoticeRef(String key, String version) {

    /** The longest key, and the longest version. */
    public static final int LENGTH_MAX = 64;

    public NoticeRef {
        requireAtMost(key, "key");
        requireAtMost(version, "version");
    }

    private static void requireAtMost(String text, String what) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "notice " + what + ": " + text.length() + " characters (expected: 1 to " + LENGTH_MAX + ")");
        }
    }
}

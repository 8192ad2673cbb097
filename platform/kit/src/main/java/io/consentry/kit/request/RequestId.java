package io.consentry.kit.request;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id by which an answer and the log lines of its request find each other. */
final class RequestId {

    /** The header that brings one in, and in which every answer says it. */
    static final String HEADER = "X-Request-Id";

    /** Long enough for a UUID or a trace id, too short for a message; no character that a log or a shell could take for more. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private RequestId() {}

    /** The caller's own where it is one, else a new one: 32 hexadecimal digits. */
    static String of(@Nullable String sent) {
        return sent != null && FORM.matcher(sent).matches() ? sent : random();
    }

    /** Told apart, not kept secret: no secure random numbers are spent on it. */
    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return hex(random.nextLong()) + hex(random.nextLong());
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }
}

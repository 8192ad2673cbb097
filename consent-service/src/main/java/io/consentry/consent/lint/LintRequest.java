package io.consentry.consent.lint;

import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.kit.problem.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/lint}: a message as it would go out.
 *
 * @param messageClass missing, mixed or unknown is marketing
 * @param headers of an e-mail, as are html and raw
 * @param raw all of an e-mail (RFC 5322), instead of headers, text and html
 */
record LintRequest(
        @Nullable String channel,
        @Nullable String messageClass,
        @Nullable List<@Nullable Header> headers,
        @Nullable String text,
        @Nullable String html,
        @Nullable String raw) {

    static final int HEADERS_MAX = 200;
    static final int HEADER_LENGTH_MAX = 64_000;
    static final int BODY_LENGTH_MAX = 500_000;

    /** RFC 5322 section 2.2: printable, without the colon. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!-9;-~]{1,200}");
    /** A line break that no white space follows would begin another header. */
    private static final Pattern BARE_BREAK = Pattern.compile("\\r(?!\\n)|\\n(?![ \\t])");

    record Header(@Nullable String name, @Nullable String value) {

        @Override
        public String toString() {
            return "Header[redacted]";
        }
    }

    /** The message, or all that is wrong with the request. */
    OutgoingMessage toMessage() {
        Violations violations = new Violations();
        Channel parsedChannel = parseChannel(violations);
        if (parsedChannel != null && parsedChannel != Channel.EMAIL) {
            requireEmail(violations, "headers", headers);
            requireEmail(violations, "html", html);
            requireEmail(violations, "raw", raw);
        }
        Content content = raw == null ? fields(violations) : rawContent(raw, violations);
        violations.throwIfAny();
        if (parsedChannel == null) {
            throw new IllegalStateException("refused above");
        }
        return new OutgoingMessage(
                parsedChannel,
                parseClass(),
                content.headers(),
                SenderNames.of(content.headers()),
                content.renditions());
    }

    private Content fields(Violations violations) {
        if (text == null && html == null) {
            violations.add("text", "required", "needs text, html or raw");
        }
        violations.requireAtMost("text", text, BODY_LENGTH_MAX);
        violations.requireAtMost("html", html, BODY_LENGTH_MAX);
        List<MessageHeader> parsed = new ArrayList<>();
        List<@Nullable Header> given = headers == null ? List.of() : headers;
        requireFew(given, violations);
        for (int i = 0; i < Math.min(given.size(), HEADERS_MAX); i++) {
            parseHeader(given.get(i), "headers[" + i + "]", parsed, violations);
        }
        return violations.isEmpty() ? new Content(parsed, text, html) : Content.NONE;
    }

    private Content rawContent(String message, Violations violations) {
        if (headers != null || text != null || html != null) {
            violations.add("raw", "exclusive", "stands alone: leave out headers, text and html");
        }
        Content content = RawMessage.parse(message, violations);
        requireFew(content.headers(), violations);
        content.headers().forEach(header -> violations.requireAtMost("raw", header.value(), HEADER_LENGTH_MAX));
        violations.requireAtMost("raw", content.text(), BODY_LENGTH_MAX);
        violations.requireAtMost("raw", content.html(), BODY_LENGTH_MAX);
        return content;
    }

    private void requireFew(List<?> all, Violations violations) {
        if (all.size() > HEADERS_MAX) {
            violations.add(raw == null ? "headers" : "raw", "count", "may have at most " + HEADERS_MAX + " headers");
        }
    }

    private static void parseHeader(
            @Nullable Header header, String path, List<MessageHeader> parsed, Violations violations) {
        String name = header == null ? null : header.name();
        String value = header == null ? null : header.value();
        if (violations.require(path + ".name", name)
                && name != null
                && !HEADER_NAME.matcher(name).matches()) {
            violations.add(path + ".name", "shape", "must be 1 to 200 printable ASCII characters without a colon");
        }
        violations.requireAtMost(path + ".value", value, HEADER_LENGTH_MAX);
        if (value == null) {
            violations.add(path + ".value", "required", "is required");
        } else if (BARE_BREAK.matcher(value).find()) {
            violations.add(path + ".value", "line-break", "may have a line break only where white space follows");
        }
        if (name != null && value != null) {
            parsed.add(new MessageHeader(name, value));
        }
    }

    private static void requireEmail(Violations violations, String path, @Nullable Object value) {
        if (value != null) {
            violations.add(path, "not-for-channel", "is for the channel email only");
        }
    }

    private @Nullable Channel parseChannel(Violations violations) {
        if (!violations.require("channel", channel) || channel == null) {
            return null;
        }
        try {
            return Channel.of(channel);
        } catch (IllegalArgumentException e) {
            violations.add("channel", "unknown-value", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Missing or unknown, as a mix of classes is, counts as marketing (gate 2, D-08). */
    private MessageClass parseClass() {
        for (MessageClass known : MessageClass.values()) {
            if (known.wireName().equals(messageClass)) {
                return known;
            }
        }
        return MessageClass.MARKETING;
    }

    @Override
    public String toString() {
        return "LintRequest[redacted]";
    }
}

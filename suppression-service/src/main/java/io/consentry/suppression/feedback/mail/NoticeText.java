package io.consentry.suppression.feedback.mail;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a notice, and the message that many systems return below them without marking it up.
 *
 * @param notice above the returned message
 * @param returned that message's headers
 * @param rest the returned message as text
 */
record NoticeText(String notice, Headers returned, String rest) {

    /** How mail systems introduce what they return; none of it may be read as their own words. */
    private static final Pattern RETURNED = Pattern.compile("(?im)^[ \\t>*=#|]*+(?:"
            + "-{2,}+[^\\n]{0,40}(?:original|returned|unsent|undelivered|forwarded|copy of|headers?|below|message text|beginning of)[^\\n]{0,60}"
            + "|-{4,}+ ?return ?$"
            + "|(?:the )?original (?:message|mail)(?: as received)? (?:follows|is (?:attached|as follows)|attached)[^\\n]{0,40}"
            + "|(?:unsent|undelivered|returned|your) message (?:follows|below)[^\\n]{0,20}"
            + "|(?:the )?(?:first|message) [^\\n]{0,40}(?:lines?|headers?|part)[^\\n]{0,40}follows?[^\\n]{0,10}"
            + "|here is a copy of [^\\n]{0,60}"
            + "|below (?:this|the next) line is [^\\n]{0,60}"
            + "|(?:return-path|received): ?[^\\n]{1,200}"
            + ")$");

    private static final Pattern HEADER = Pattern.compile(
            "(?im)^(?:return-path|received|from|to|subject|date|message-id|list-unsubscribe|mime-version|x-[a-z-]+): ");

    static NoticeText of(String text) {
        Matcher cut = RETURNED.matcher(text);
        if (!cut.find()) {
            return new NoticeText(text, Headers.NONE, "");
        }
        String rest = text.substring(cut.start());
        Matcher header = HEADER.matcher(rest);
        Headers returned = header.find()
                ? Headers.read(rest.substring(header.start()).getBytes(StandardCharsets.UTF_8))
                : Headers.NONE;
        return new NoticeText(text.substring(0, cut.start()), returned, rest);
    }

    @Override
    public String toString() {
        return "NoticeText[redacted]";
    }
}

package io.consentry.suppression.feedback.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The blocks of a delivery report (RFC 3464 section 2.1): one of the message, then one of each recipient. */
final class DeliveryStatusFields {

    static final int BLOCKS_MAX = 1_000;
    private static final Pattern BLANK_LINES = Pattern.compile("(?:\\n[ \\t]*){2,}");
    private static final Pattern FIRST_FIELD =
            Pattern.compile("(?im)^(?:Reporting-MTA|Original-Recipient|Final-Recipient):");
    private static final Pattern RECIPIENT = Pattern.compile("(?im)^Final-Recipient:");
    private static final Pattern ACTION = Pattern.compile("(?im)^Action:");

    private DeliveryStatusFields() {}

    static List<Headers> read(byte[] content) {
        return read(PartText.lines(new String(content, StandardCharsets.UTF_8)));
    }

    /** The same fields where a mail system wrote them among the words. */
    static List<Headers> inWords(String notice) {
        var start = FIRST_FIELD.matcher(notice);
        return RECIPIENT.matcher(notice).find() && ACTION.matcher(notice).find() && start.find()
                ? read(notice.substring(start.start()))
                : List.of();
    }

    private static List<Headers> read(String text) {
        List<Headers> blocks = new ArrayList<>();
        for (String block : BLANK_LINES.split(text.strip(), BLOCKS_MAX)) {
            Headers fields = Headers.read((block.strip() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            if (!fields.isEmpty()) {
                blocks.add(fields);
            }
        }
        return blocks;
    }
}

package io.consentry.consent.lint;

import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of one tenant, and what the lint says of them. */
final class Messages {

    static final TenantSettings SENDER = new TenantSettings(
            "Acme Trading (Pty) Ltd",
            "Nomsa's Shop",
            new Contact(
                    "privacy@acme.example",
                    "+27 (0)21 555 0100",
                    "1 Long Street, Cape Town, 8001",
                    "https://www.acme.example/contact"),
            null,
            "ZA",
            "ZA",
            "Africa/Johannesburg",
            "za",
            12,
            null,
            null,
            null);

    static final MessageHeader FROM = new MessageHeader("From", "Nomsa's Shop <news@acme.example>");
    static final MessageHeader UNSUBSCRIBE =
            new MessageHeader("List-Unsubscribe", "<https://links.example/u/t0k3n>, <mailto:out@acme.example>");
    static final MessageHeader POST = new MessageHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    static final MessageHeader DKIM = new MessageHeader(
            "DKIM-Signature",
            "v=1; a=rsa-sha256; d=acme.example; s=k1; h=From:To:List-Unsubscribe:List-Unsubscribe-Post; bh=AA=; b=BB==");
    static final List<MessageHeader> HEADERS = List.of(FROM, UNSUBSCRIBE, POST, DKIM);

    private Messages() {}

    static List<FindingCode> codesOf(Channel channel, String text) {
        return codes(MessageLint.lint(message(channel, MessageClass.MARKETING, List.of(), text, null), SENDER));
    }

    static List<FindingCode> codesOfHtml(String html) {
        return codes(MessageLint.lint(message(Channel.EMAIL, MessageClass.MARKETING, List.of(), null, html), SENDER));
    }

    static OutgoingMessage message(
            Channel channel,
            MessageClass messageClass,
            List<MessageHeader> headers,
            @Nullable String text,
            @Nullable String html) {
        Content content = new Content(headers, text, html);
        return new OutgoingMessage(channel, messageClass, headers, SenderNames.of(headers), content.renditions());
    }

    static List<FindingCode> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    /** The headers of a good message, with those of a name replaced by these. */
    static List<MessageHeader> headersWith(String name, String... values) {
        List<MessageHeader> headers = new ArrayList<>(HEADERS);
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
        for (String value : values) {
            headers.add(new MessageHeader(name, value));
        }
        return headers;
    }
}

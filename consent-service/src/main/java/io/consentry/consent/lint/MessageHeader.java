package io.consentry.consent.lint;

import java.util.List;

/**
 * A header field of an e-mail.
 *
 * @param value unfolded (RFC 5322 section 2.2.3): without the line breaks, with the white space after them
 */
record MessageHeader(String name, String value) {

    static final String FROM = "From";

    MessageHeader {
        value = value.replace("\r", "").replace("\n", "").strip();
    }

    /** The values of all fields of a name, in order; names are compared without regard to case. */
    static List<String> values(List<MessageHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(MessageHeader::value)
                .toList();
    }

    @Override
    public String toString() {
        return "MessageHeader[redacted]";
    }
}

package io.consentry.consent.lint;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The display names of From (RFC 5322 section 3.6.2), decoded (RFC 2047). A field that cannot be read names nobody. */
final class SenderNames {

    /** Parsing takes time in the square of the length where brackets are not closed; no sender is this long. */
    private static final int LENGTH_MAX = 1_000;

    private SenderNames() {}

    static List<String> of(List<MessageHeader> headers) {
        return MessageHeader.values(headers, MessageHeader.FROM).stream()
                .filter(from -> from.length() <= LENGTH_MAX)
                .flatMap(SenderNames::addresses)
                .map(InternetAddress::getPersonal)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<InternetAddress> addresses(String from) {
        try {
            return Stream.of(InternetAddress.parseHeader(from, false));
        } catch (AddressException e) {
            return Stream.of();
        }
    }
}

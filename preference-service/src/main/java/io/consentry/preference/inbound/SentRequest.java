package io.consentry.preference.inbound;

import io.consentry.kit.address.Address;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.Violations;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Text messages that a tenant has sent from shared numbers. Never printed. */
@Schema(name = "SentRequest", requiredProperties = "messages")
record SentRequest(
        @Schema(minItems = 1, maxItems = MESSAGES_MAX) @Nullable
        List<@Nullable Message> messages) {

    static final int MESSAGES_MAX = 1_000;

    /**
     * One message.
     *
     * @param from the number that the person sees
     * @param sentAt RFC 3339
     */
    @Schema(
            name = "SentMessage",
            requiredProperties = {"recipient", "from", "sentAt"})
    record Message(
            @Nullable IdentifierRequest recipient,
            @Nullable String from,
            @Nullable String sentAt) {

        @Override
        public String toString() {
            return "Message[redacted]";
        }
    }

    /** A message as it was read. Never printed. */
    record Sent(Address recipient, String from, Instant sentAt) {

        @Override
        public String toString() {
            return "Sent[redacted]";
        }
    }

    /** The messages, or everything that is wrong with them; one from the future counts as sent now. */
    List<Sent> parse(String defaultRegion, Instant now) {
        Violations violations = new Violations();
        List<Sent> parsed = new ArrayList<>();
        if (messages == null || messages.isEmpty() || messages.size() > MESSAGES_MAX) {
            violations.add("messages", "count", "must be 1 to " + MESSAGES_MAX);
        } else {
            for (int i = 0; i < messages.size(); i++) {
                parse("messages[" + i + "]", messages.get(i), defaultRegion, now, violations)
                        .ifPresent(parsed::add);
            }
        }
        violations.throwIfAny();
        return parsed;
    }

    private static Optional<Sent> parse(
            String path, @Nullable Message message, String defaultRegion, Instant now, Violations violations) {
        if (!violations.require(path, message) || message == null) {
            return Optional.empty();
        }
        violations.require(path + ".recipient", message.recipient());
        Optional<Address> recipient = message.recipient() == null
                ? Optional.empty()
                : message.recipient().one(path + ".recipient", defaultRegion, violations);
        String from = message.from() == null ? "" : message.from().replaceFirst("^\\+", "");
        if (!SharedSender.isNumber(from)) {
            violations.add(path + ".from", "not-a-number", "must be 3 to 15 digits");
        }
        Instant sentAt = violations.read(path + ".sentAt", message.sentAt(), SentRequest::instant, true);
        return sentAt == null
                ? Optional.empty()
                : recipient.map(known -> new Sent(known, from, sentAt.isAfter(now) ? now : sentAt));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an instant (RFC 3339)", e);
        }
    }

    @Override
    public String toString() {
        return "SentRequest[redacted]";
    }
}

package io.consentry.suppression.feedback.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.suppression.feedback.mail.EnhancedStatus;
import io.consentry.suppression.feedback.mail.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Mailgun's webhooks: HMAC of timestamp and token, which stand in the body and do not cover the event. Never printed. */
public final class MailgunDelivery implements Delivery {

    /** Mailgun tries again for eight hours. */
    private static final Duration AGE_MAX = Duration.ofHours(12);

    private static final Duration CLOCK_DIFFERENCE_MAX = Duration.ofMinutes(5);

    private final byte[] body;

    public MailgunDelivery(byte[] body) {
        this.body = body;
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String provider() {
        return "mailgun";
    }

    @Override
    public boolean isGenuine(Credentials credentials, Instant now) {
        String key = credentials.mailgunKey();
        if (key == null) {
            return false;
        }
        JsonNode signature = root().path("signature");
        String timestamp = DeliveryJson.text(signature, "timestamp");
        String token = DeliveryJson.text(signature, "token");
        String expected = HexFormat.of().formatHex(Signatures.hmacSha256(key, timestamp + token));
        boolean signed = Signatures.isSame(
                expected, DeliveryJson.text(signature, "signature").toLowerCase(Locale.ROOT));
        return signed && !token.isEmpty() && isRecent(timestamp, now);
    }

    private static boolean isRecent(String timestamp, Instant now) {
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return at.isAfter(now.minus(AGE_MAX)) && at.isBefore(now.plus(CLOCK_DIFFERENCE_MAX));
        } catch (NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    @Override
    public Optional<String> nonce() {
        return Optional.of(DeliveryJson.text(root().path("signature"), "token"));
    }

    @Override
    public List<ProviderEvent> events() {
        JsonNode event = root().path("event-data");
        String id = DeliveryJson.text(event, "id");
        String recipient = DeliveryJson.text(event, "recipient");
        if (id.isEmpty() || recipient.isEmpty()) {
            throw new DeliveryUnreadableException("has no event-data with id and recipient");
        }
        return List.of(
                switch (DeliveryJson.text(event, "event")) {
                    case "failed" -> failed(id, recipient, event);
                    case "complained" -> new ProviderEvent(id, recipient, Verdict.COMPLAINT, null);
                    case "unsubscribed" -> new ProviderEvent(id, recipient, Verdict.OPT_OUT, null);
                    default -> new ProviderEvent(id, recipient, Verdict.NONE, null);
                });
    }

    private static ProviderEvent failed(String id, String recipient, JsonNode event) {
        return switch (DeliveryJson.text(event, "reason")) {
            case "suppress-complaint" -> new ProviderEvent(id, recipient, Verdict.COMPLAINT, null);
            case "suppress-unsubscribe" -> new ProviderEvent(id, recipient, Verdict.OPT_OUT, null);
            case "suppress-bounce" -> new ProviderEvent(id, recipient, Verdict.HARD, EnhancedStatus.FAILED.text());
            default -> bounced(id, recipient, event);
        };
    }

    /** A temporary failure is one attempt of several. */
    private static ProviderEvent bounced(String id, String recipient, JsonNode event) {
        JsonNode delivery = event.path("delivery-status");
        EnhancedStatus status = EnhancedStatus.of(
                DeliveryJson.text(delivery, "enhanced-code"),
                DeliveryJson.text(delivery, "message") + " " + DeliveryJson.text(delivery, "description"));
        boolean given = DeliveryJson.text(event, "severity").equals("permanent");
        return new ProviderEvent(id, recipient, given ? status.ofFailure() : Verdict.NONE, status.text());
    }

    private JsonNode root() {
        return DeliveryJson.read(body);
    }
}

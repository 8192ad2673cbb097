package io.consentry.suppression.feedback.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.suppression.feedback.mail.EnhancedStatus;
import io.consentry.suppression.feedback.mail.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SendGrid's event webhook: ECDSA over timestamp and raw body, many events at once. Never printed. */
public final class SendgridDelivery implements Delivery {

    private static final Set<String> SENDERS_FAULT = Set.of("Reputation", "Content", "Frequency/Volume", "Technical");

    private final byte[] body;
    private final @Nullable String signature;
    private final @Nullable String timestamp;

    public SendgridDelivery(byte[] body, @Nullable String signature, @Nullable String timestamp) {
        this.body = body;
        this.signature = signature;
        this.timestamp = timestamp;
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String provider() {
        return "sendgrid";
    }

    @Override
    public boolean isGenuine(Credentials credentials, Instant now) {
        String key = credentials.sendgridKey();
        if (key == null || signature == null || timestamp == null) {
            return false;
        }
        PublicKey publicKey = Signatures.ellipticKey(key);
        byte[] time = timestamp.getBytes(StandardCharsets.UTF_8);
        byte[] signed = new byte[time.length + body.length];
        System.arraycopy(time, 0, signed, 0, time.length);
        System.arraycopy(body, 0, signed, time.length, body.length);
        return Signatures.verify("SHA256withECDSA", publicKey, signed, signature);
    }

    @Override
    public List<ProviderEvent> events() {
        JsonNode root = DeliveryJson.read(body);
        if (!root.isArray() || root.size() > EVENTS_MAX) {
            throw new DeliveryUnreadableException("is no array of at most " + EVENTS_MAX + " events");
        }
        List<ProviderEvent> events = new ArrayList<>();
        root.forEach(event -> {
            String id = DeliveryJson.text(event, "sg_event_id");
            String recipient = DeliveryJson.text(event, "email");
            if (!id.isEmpty() && !recipient.isEmpty()) {
                events.add(event(id, recipient, event));
            }
        });
        return events;
    }

    private static ProviderEvent event(String id, String recipient, JsonNode event) {
        return switch (DeliveryJson.text(event, "event")) {
            case "bounce" -> bounce(id, recipient, event);
            case "dropped" -> dropped(id, recipient, DeliveryJson.text(event, "reason"));
            case "spamreport" -> new ProviderEvent(id, recipient, Verdict.COMPLAINT, null);
            case "unsubscribe", "group_unsubscribe" -> new ProviderEvent(id, recipient, Verdict.OPT_OUT, null);
            default -> new ProviderEvent(id, recipient, Verdict.NONE, null);
        };
    }

    /** Blocked is a refusal of this message for now: what the code calls hard does not count then. */
    private static ProviderEvent bounce(String id, String recipient, JsonNode event) {
        EnhancedStatus status =
                EnhancedStatus.of(DeliveryJson.text(event, "status"), DeliveryJson.text(event, "reason"));
        boolean blocked = DeliveryJson.text(event, "type").equals("blocked")
                || SENDERS_FAULT.contains(DeliveryJson.text(event, "bounce_classification"));
        Verdict verdict = status.ofFailure();
        return new ProviderEvent(
                id, recipient, blocked && verdict == Verdict.HARD ? Verdict.NONE : verdict, status.text());
    }

    /** Not sent, because of what SendGrid's own list holds of the address. */
    private static ProviderEvent dropped(String id, String recipient, String reason) {
        return switch (reason) {
            case "Bounced Address", "Invalid" ->
                new ProviderEvent(id, recipient, Verdict.HARD, EnhancedStatus.FAILED.text());
            case "Spam Reporting Address" -> new ProviderEvent(id, recipient, Verdict.COMPLAINT, null);
            case "Unsubscribed Address" -> new ProviderEvent(id, recipient, Verdict.OPT_OUT, null);
            default -> new ProviderEvent(id, recipient, Verdict.NONE, null);
        };
    }
}

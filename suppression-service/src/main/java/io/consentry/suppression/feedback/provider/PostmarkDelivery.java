package io.consentry.suppression.feedback.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.suppression.feedback.mail.EnhancedStatus;
import io.consentry.suppression.feedback.mail.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Postmark's webhooks: basic credentials, one record at a time. Never printed. */
public final class PostmarkDelivery implements Delivery {

    private static final String BASIC = "Basic ";

    private final byte[] body;
    private final @Nullable String authorization;

    public PostmarkDelivery(byte[] body, @Nullable String authorization) {
        this.body = body;
        this.authorization = authorization;
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String provider() {
        return "postmark";
    }

    @Override
    public boolean isGenuine(Credentials credentials, Instant now) {
        Credentials.Login login = credentials.postmark();
        if (login == null || authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        String expected = Base64.getEncoder()
                .encodeToString((login.username() + ":" + login.password()).getBytes(StandardCharsets.UTF_8));
        return Signatures.isSame(
                expected, authorization.substring(BASIC.length()).strip());
    }

    @Override
    public List<ProviderEvent> events() {
        JsonNode delivered = DeliveryJson.read(body);
        return switch (DeliveryJson.text(delivered, "RecordType")) {
            case "Bounce" -> List.of(bounce(require(delivered, "Email"), require(delivered, "ID"), delivered));
            case "SpamComplaint" ->
                List.of(new ProviderEvent(
                        "complaint:" + require(delivered, "ID"), require(delivered, "Email"), Verdict.COMPLAINT, null));
            case "SubscriptionChange" -> List.of(change(require(delivered, "Recipient"), delivered));
            case "" -> throw new DeliveryUnreadableException("has no RecordType");
            default -> List.of();
        };
    }

    private static String require(JsonNode delivered, String field) {
        String text = DeliveryJson.text(delivered, field);
        if (text.isEmpty()) {
            throw new DeliveryUnreadableException("has no " + field);
        }
        return text;
    }

    /** Of what is called transient, Postmark tries again. */
    private static ProviderEvent bounce(String recipient, String number, JsonNode delivered) {
        String id = "bounce:" + number;
        String words = DeliveryJson.text(delivered, "Details");
        EnhancedStatus status = EnhancedStatus.of("", words);
        return switch (DeliveryJson.text(delivered, "Type")) {
            case "HardBounce", "BadEmailAddress" -> new ProviderEvent(id, recipient, status.ofFailure(), status.text());
            case "SoftBounce", "DnsError" -> new ProviderEvent(id, recipient, status.notHard(), status.text());
            case "SpamComplaint" -> new ProviderEvent(id, recipient, Verdict.COMPLAINT, null);
            case "Unsubscribe" -> new ProviderEvent(id, recipient, Verdict.OPT_OUT, null);
            default -> new ProviderEvent(id, recipient, Verdict.NONE, status.text());
        };
    }

    /** What the tenant itself did to Postmark's list is not the recipient's wish; taking somebody off it lifts nothing here. */
    private static ProviderEvent change(String recipient, JsonNode delivered) {
        String id = "change:" + DeliveryJson.text(delivered, "MessageID") + ":" + recipient + ":"
                + require(delivered, "ChangedAt");
        boolean stops = delivered.path("SuppressSending").asBoolean(false);
        boolean own = DeliveryJson.text(delivered, "Origin").equals("Recipient");
        Verdict verdict = !stops
                ? Verdict.NONE
                : switch (DeliveryJson.text(delivered, "SuppressionReason")) {
                    case "HardBounce" -> Verdict.HARD;
                    case "SpamComplaint" -> Verdict.COMPLAINT;
                    case "ManualSuppression" -> own ? Verdict.OPT_OUT : Verdict.NONE;
                    default -> Verdict.NONE;
                };
        return new ProviderEvent(id, recipient, verdict, verdict == Verdict.HARD ? EnhancedStatus.FAILED.text() : null);
    }
}

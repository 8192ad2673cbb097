package io.consentry.suppression.feedback.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.suppression.feedback.mail.EnhancedStatus;
import io.consentry.suppression.feedback.mail.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/** What SES tells of bounces, complaints and subscriptions, as notifications or as events: the same but for one name. */
final class SesMessage {

    private static final Set<String> SENDERS_FAULT = Set.of("MessageTooLarge", "ContentRejected", "AttachmentRejected");

    private SesMessage() {}

    /** @param messageId of the envelope, for what has no id of its own */
    static List<ProviderEvent> events(String messageId, JsonNode message) {
        String type = DeliveryJson.text(message, "notificationType") + DeliveryJson.text(message, "eventType");
        return switch (type) {
            case "Bounce" -> {
                JsonNode bounce = message.path("bounce");
                yield each(
                        messageId,
                        bounce,
                        bounce.path("bouncedRecipients"),
                        (id, recipient) -> bounce(id, bounce, recipient));
            }
            case "Complaint" -> {
                JsonNode complaint = message.path("complaint");
                yield each(
                        messageId,
                        complaint,
                        complaint.path("complainedRecipients"),
                        (id, recipient) -> new ProviderEvent(id, email(recipient), complaint(complaint), null));
            }
            case "Subscription" -> subscription(messageId, message);
            case "" -> throw new DeliveryUnreadableException("has neither notificationType nor eventType");
            default -> List.of();
        };
    }

    private static List<ProviderEvent> each(
            String messageId,
            JsonNode feedback,
            JsonNode recipients,
            BiFunction<String, JsonNode, ProviderEvent> event) {
        String feedbackId = DeliveryJson.text(feedback, "feedbackId");
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode recipient : recipients) {
            if (events.size() < Delivery.EVENTS_MAX && !email(recipient).isEmpty()) {
                String id = (feedbackId.isEmpty() ? messageId : feedbackId) + ":"
                        + email(recipient).toLowerCase(Locale.ROOT);
                events.add(event.apply(id, recipient));
            }
        }
        return events;
    }

    private static String email(JsonNode recipient) {
        return DeliveryJson.text(recipient, "emailAddress");
    }

    private static ProviderEvent bounce(String id, JsonNode bounce, JsonNode recipient) {
        EnhancedStatus status = EnhancedStatus.of(
                DeliveryJson.text(recipient, "status"), DeliveryJson.text(recipient, "diagnosticCode"));
        Verdict verdict =
                switch (DeliveryJson.text(bounce, "bounceType")) {
                    case "Permanent" -> status.ofFailure();
                    case "Transient" -> passing(bounce, recipient, status);
                    default -> status.notHard();
                };
        return new ProviderEvent(id, email(recipient), verdict, status.text());
    }

    /** SES reports answers of people who are away as general passing bounces, without saying that anything failed. */
    private static Verdict passing(JsonNode bounce, JsonNode recipient, EnhancedStatus status) {
        String subType = DeliveryJson.text(bounce, "bounceSubType");
        boolean failed =
                DeliveryJson.text(recipient, "action").equalsIgnoreCase("failed") || subType.equals("MailboxFull");
        return SENDERS_FAULT.contains(subType) || !failed ? Verdict.NONE : status.notHard();
    }

    private static Verdict complaint(JsonNode complaint) {
        return switch (DeliveryJson.text(complaint, "complaintFeedbackType")) {
            case "", "abuse" -> Verdict.COMPLAINT;
            default -> Verdict.NONE;
        };
    }

    private static List<ProviderEvent> subscription(String messageId, JsonNode message) {
        JsonNode recipients = message.path("mail").path("destination");
        boolean all = message.path("subscription")
                .path("newTopicPreferences")
                .path("unsubscribeAll")
                .asBoolean(false);
        return all && recipients.size() == 1
                ? List.of(new ProviderEvent(messageId, recipients.get(0).asText(), Verdict.OPT_OUT, null))
                : List.of();
    }
}

package io.consentry.suppression.feedback.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Amazon SES by way of an SNS topic. Never printed. */
public final class SesDelivery implements Delivery {

    private final byte[] body;

    public SesDelivery(byte[] body) {
        this.body = body;
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String provider() {
        return "ses";
    }

    @Override
    public boolean isGenuine(Credentials credentials, Instant now) {
        Credentials.Topic topic = credentials.ses();
        return topic != null && envelope().isFrom(topic, now);
    }

    @Override
    public Optional<String> confirmation() {
        SnsEnvelope envelope = envelope();
        return envelope.text("Type").equals("SubscriptionConfirmation")
                ? Optional.of(envelope.text("SubscribeURL"))
                : Optional.empty();
    }

    @Override
    public List<ProviderEvent> events() {
        SnsEnvelope envelope = envelope();
        return envelope.isNotification()
                ? SesMessage.events(envelope.text("MessageId"), DeliveryJson.read(envelope.text("Message")))
                : List.of();
    }

    private SnsEnvelope envelope() {
        JsonNode root = DeliveryJson.read(body);
        if (!root.isObject()) {
            throw new DeliveryUnreadableException("is no SNS envelope");
        }
        return new SnsEnvelope(root);
    }
}

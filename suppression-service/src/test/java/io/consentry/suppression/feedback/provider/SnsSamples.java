package io.consentry.suppression.feedback.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Envelopes as SNS signs them. */
public final class SnsSamples {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME = "2026-11-20T08:00:00.000Z";

    private SnsSamples() {}

    /** A signed notification; the certificate that it points to is nobody's. */
    public static String notification(ProviderKeys keys, String version, String topic, String id, String message) {
        String canonical = "Message\n" + message + "\nMessageId\n" + id + "\nTimestamp\n" + TIME + "\nTopicArn\n"
                + topic + "\nType\nNotification\n";
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Type", "Notification");
        fields.put("MessageId", id);
        fields.put("TopicArn", topic);
        fields.put("Message", message);
        fields.put("Timestamp", TIME);
        return sealed(fields, version, keys.snsSignature(version, canonical));
    }

    /** A signed question whether the topic may deliver. */
    public static String confirmation(ProviderKeys keys, String topic, String subscribeUrl) {
        String canonical = "Message\nConfirm\nMessageId\nc-1\nSubscribeURL\n" + subscribeUrl + "\nTimestamp\n" + TIME
                + "\nToken\nt-1\nTopicArn\n" + topic + "\nType\nSubscriptionConfirmation\n";
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Type", "SubscriptionConfirmation");
        fields.put("MessageId", "c-1");
        fields.put("Token", "t-1");
        fields.put("TopicArn", topic);
        fields.put("Message", "Confirm");
        fields.put("SubscribeURL", subscribeUrl);
        fields.put("Timestamp", TIME);
        return sealed(fields, "2", keys.snsSignature("2", canonical));
    }

    private static String sealed(Map<String, String> fields, String version, String signature) {
        fields.put("SignatureVersion", version);
        fields.put("Signature", signature);
        fields.put("SigningCertURL", "https://certificates.invalid/forged.pem");
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

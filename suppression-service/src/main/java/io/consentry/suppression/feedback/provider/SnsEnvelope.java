package io.consentry.suppression.feedback.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * The envelope in which Amazon SNS delivers, signed over some of its fields. The certificate is the tenant's own copy: the one that the
 * envelope points to is never fetched, for whoever forges an envelope chooses what it points to.
 */
record SnsEnvelope(JsonNode fields) {

    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    String text(String field) {
        return DeliveryJson.text(fields, field);
    }

    boolean isNotification() {
        return text("Type").equals("Notification");
    }

    boolean isFrom(Credentials.Topic topic, Instant now) {
        String algorithm =
                switch (text("SignatureVersion")) {
                    case "1" -> "SHA1withRSA";
                    case "2" -> "SHA256withRSA";
                    default -> "";
                };
        byte[] signed = canonical().getBytes(StandardCharsets.UTF_8);
        return !algorithm.isEmpty()
                && topic.arn().equals(text("TopicArn"))
                && topic.certificates().stream()
                        .map(Signatures::certificate)
                        .filter(certificate -> isValid(certificate, now))
                        .anyMatch(certificate ->
                                Signatures.verify(algorithm, certificate.getPublicKey(), signed, text("Signature")));
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
    }

    /** Name and value of each field that there is, a line each. */
    private String canonical() {
        StringBuilder canonical = new StringBuilder();
        for (String field : isNotification() ? NOTIFICATION : CONFIRMATION) {
            if (fields.path(field).isTextual()) {
                canonical.append(field).append('\n').append(text(field)).append('\n');
            }
        }
        return canonical.toString();
    }

    @Override
    public String toString() {
        return "SnsEnvelope[redacted]";
    }
}

package io.consentry.preference.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.json.UnreadableJsonException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of Twilio's, in each of its three forms: parameters in the body (POST), in the address (GET), or a JSON body of which the
 * address has the hash, {@code bodySHA256}. All three are signed over the address; the first over the parameters, too (rule D-10). Never
 * printed.
 *
 * @param url as Twilio knows it, with its query
 * @param body empty for a GET
 */
record TwilioDelivery(String url, byte[] body) {

    private static final String BODY_HASH = "bodySHA256";
    private static final TwilioForm NO_PARAMETERS = TwilioForm.of(Map.of());

    /** Whether Twilio has signed the whole request. A body that neither parameters nor a hash cover is not signed. */
    boolean isBy(String authToken, @Nullable String signature) {
        try {
            Optional<String> hash = query().value(BODY_HASH);
            return hash.isPresent()
                    ? isHash(hash.get()) && TwilioSignature.matches(authToken, url, NO_PARAMETERS, signature)
                    : TwilioSignature.matches(authToken, url, TwilioForm.read(body), signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What it says, of a request that is signed; empty for JSON that is no flat object. */
    Optional<TwilioForm> read() {
        if (body.length == 0) {
            return Optional.of(query());
        }
        return query().value(BODY_HASH).isPresent() ? json() : Optional.of(TwilioForm.read(body));
    }

    private TwilioForm query() {
        String query = URI.create(url).getRawQuery();
        return query == null ? NO_PARAMETERS : TwilioForm.read(query.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<TwilioForm> json() {
        try {
            JsonNode object = EventJson.read(text(), JsonNode.class);
            if (!object.isObject()) {
                return Optional.empty();
            }
            Map<String, String> values = new HashMap<>();
            object.fields()
                    .forEachRemaining(field -> values.put(
                            field.getKey(),
                            field.getValue().isValueNode() ? field.getValue().asText() : ""));
            return Optional.of(TwilioForm.of(values));
        } catch (UnreadableJsonException e) {
            return Optional.empty();
        }
    }

    /** The body, for a person to read. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private boolean isHash(String given) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HookSignature.isSame(HexFormat.of().formatHex(digest), given.toLowerCase(Locale.ROOT));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    @Override
    public String toString() {
        return "TwilioDelivery[redacted]";
    }
}

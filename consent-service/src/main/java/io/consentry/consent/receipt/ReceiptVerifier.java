package io.consentry.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.json.UnreadableJsonException;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.Use;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Says whether a signed receipt is what a tenant issued, from the receipt and the tenant's keys alone. The library casts what it reads
 * without a look, so that members of a wrong type end in any exception: all of them mean that it cannot be verified.
 */
final class ReceiptVerifier {

    private ReceiptVerifier() {}

    /** What was found. */
    sealed interface Finding {

        /** The signature is the key's, and the document is a receipt. */
        record Valid(String kid, JsonNode document) implements Finding {}

        /** @param reason a sentence without personal data */
        record Invalid(String reason) implements Finding {}
    }

    /**
     * Verifies a receipt. Only the one algorithm of receipts counts, whatever the header asks for, and only the key that it names in the
     * given set; what the header says of other places is not followed.
     *
     * @param compactJws the receipt as {@code application/jose}
     * @param jwks the tenant's key set, from a source that is trusted
     */
    static Finding verify(String compactJws, String jwks) {
        List<JsonWebKey> keys;
        try {
            keys = new JsonWebKeySet(jwks).getJsonWebKeys();
        } catch (JoseException | RuntimeException e) {
            return new Finding.Invalid("The key set is not a JWK Set.");
        }
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, SigningKey.ALGORITHM));
            signature.setCompactSerialization(compactJws.strip());
            if (!SigningKey.ALGORITHM.equals(signature.getAlgorithmHeaderValue())) {
                return new Finding.Invalid("The receipt is not signed with " + SigningKey.ALGORITHM + ".");
            }
            return verify(signature, keys);
        } catch (JoseException | RuntimeException e) {
            return new Finding.Invalid("The receipt is not a compact JWS, or its signature cannot be verified.");
        }
    }

    private static Finding verify(JsonWebSignature signature, List<JsonWebKey> keys) throws JoseException {
        String kid = signature.getKeyIdHeaderValue();
        List<JsonWebKey> named = keys.stream()
                .filter(key -> key.getKeyId() != null && key.getKeyId().equals(kid))
                .filter(key -> key.getUse() == null || Use.SIGNATURE.equals(key.getUse()))
                .toList();
        if (named.size() != 1) {
            return new Finding.Invalid(
                    "The key set has " + (named.isEmpty() ? "no key" : "several keys") + " of the receipt's kid.");
        }
        signature.setKey(named.get(0).getKey());
        if (!signature.verifySignature()) {
            return new Finding.Invalid(
                    "The signature does not fit: the receipt was changed, or another key signed it.");
        }
        return document(kid, signature.getPayload());
    }

    private static Finding document(String kid, String payload) {
        JsonNode document;
        try {
            document = EventJson.read(payload, JsonNode.class);
        } catch (UnreadableJsonException e) {
            return new Finding.Invalid("What is signed is not JSON.");
        }
        if (!Iso27560Receipt.SCHEMA.equals(document.path("dct:conformsTo").asText())) {
            return new Finding.Invalid("What is signed is no receipt of " + Iso27560Receipt.SCHEMA + ".");
        }
        return new Finding.Valid(kid, document);
    }
}

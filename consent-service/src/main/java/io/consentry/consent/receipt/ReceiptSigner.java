package io.consentry.consent.receipt;

import io.consentry.contract.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Signs receipts as compact JWS (RFC 7515): the header names the key, and where it is published. */
@ApplicationScoped
class ReceiptSigner {

    /** Of the payload, as a header says it: without {@code application/} (RFC 7515 section 4.1.10). */
    private static final String CONTENT_TYPE = "ld+json";

    private final ReceiptConfig config;

    ReceiptSigner(ReceiptConfig config) {
        this.config = config;
    }

    String sign(TenantId tenant, SigningKey key, String payload) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(SigningKey.ALGORITHM);
        signature.setKeyIdHeaderValue(key.kid());
        signature.setContentTypeHeaderValue(CONTENT_TYPE);
        config.publicUrl()
                .ifPresent(url -> signature.setHeader("jku", url + "/v1/receipts/" + tenant.value() + "/jwks.json"));
        signature.setPayload(payload);
        signature.setKey(key.jwk().getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a receipt cannot be signed", e);
        }
    }
}

package io.consentry.consent.receipt;

import io.consentry.kit.crypto.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key pair that signs a tenant's receipts: ECDSA on P-256 (RFC 7518 section 3.4), named by its thumbprint (RFC 7638). */
final class SigningKey {

    /** The algorithm of every receipt. */
    static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

    private final PublicJsonWebKey jwk;

    private SigningKey(PublicJsonWebKey jwk) {
        this.jwk = jwk;
    }

    /** A new random one. */
    static SigningKey generate() {
        try {
            EllipticCurveJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
            jwk.setUse(Use.SIGNATURE);
            jwk.setAlgorithm(ALGORITHM);
            return new SigningKey(jwk);
        } catch (JoseException e) {
            throw new IllegalStateException("a signing key cannot be generated", e);
        }
    }

    /** Opens what {@link #sealed} wrote; fails when it was changed, or is another tenant's or another key's. */
    static SigningKey open(TenantKeys keys, String kid, byte[] sealed) {
        try {
            byte[] json = keys.decrypt(sealed, associatedData(kid));
            return new SigningKey(PublicJsonWebKey.Factory.newPublicJwk(new String(json, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException("the receipt key " + kid + " cannot be opened", e);
        }
    }

    String kid() {
        return jwk.getKeyId();
    }

    PublicJsonWebKey jwk() {
        return jwk;
    }

    /** The public part as a JWK (RFC 7517). */
    String publicJson() {
        return jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** The whole of it under the tenant's keys. */
    byte[] sealed(TenantKeys keys) {
        String json = jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE);
        return keys.encrypt(json.getBytes(StandardCharsets.UTF_8), associatedData(kid()));
    }

    private static byte[] associatedData(String kid) {
        return ("receipt-key:" + kid).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid() + "]";
    }
}

package io.consentry.consent.receipt;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;

/** Verifies a compact JWS by RFC 7515 and RFC 7518 section 3.4 with the JDK alone: another hand than the one that signs. */
final class JdkVerification {

    private JdkVerification() {}

    static JsonObject header(String jws) {
        return part(jws, 0);
    }

    static JsonObject payload(String jws) {
        return part(jws, 1);
    }

    /** Whether the key that the header names, of the set, signed it. */
    static boolean verifies(String jws, String jwks) throws GeneralSecurityException {
        String[] parts = jws.split("\\.");
        JsonObject header = header(jws);
        if (parts.length != 3 || !"ES256".equals(header.getString("alg"))) {
            return false;
        }
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key(header.getString("kid"), jwks));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(decode(parts[2]));
    }

    private static PublicKey key(String kid, String jwks) throws GeneralSecurityException {
        JsonObject jwk = new JsonObject(jwks)
                .getJsonArray("keys").stream()
                        .map(JsonObject.class::cast)
                        .filter(key -> key.getString("kid").equals(kid))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no key " + kid + " in " + jwks));
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(
                new BigInteger(1, decode(jwk.getString("x"))), new BigInteger(1, decode(jwk.getString("y"))));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static JsonObject part(String jws, int index) {
        return new JsonObject(new String(decode(jws.split("\\.")[index]), StandardCharsets.UTF_8));
    }

    private static byte[] decode(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }
}

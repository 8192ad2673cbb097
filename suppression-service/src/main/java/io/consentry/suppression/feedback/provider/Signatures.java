package io.consentry.suppression.feedback.provider;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures, keys and secrets; comparisons take the same time whatever is compared. */
public final class Signatures {

    private static final String HMAC = "HmacSHA256";

    private Signatures() {}

    /** Reads base64 of an elliptic curve's public key, with or without PEM's lines; fails with {@link IllegalArgumentException}. */
    public static PublicKey ellipticKey(String text) {
        String base64 = text.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("must be base64 of an X.509 elliptic curve public key", e);
        }
    }

    /** Reads a certificate with an RSA key; fails with {@link IllegalArgumentException}. */
    public static X509Certificate certificate(String pem) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (certificate.getPublicKey().getAlgorithm().equals("RSA")) {
                return certificate;
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("must be a PEM certificate", e);
        }
        throw new IllegalArgumentException("must be a certificate with an RSA key");
    }

    static boolean verify(String algorithm, PublicKey key, byte[] signed, String signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    static byte[] hmacSha256(String key, String data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is not available", e);
        }
    }

    static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

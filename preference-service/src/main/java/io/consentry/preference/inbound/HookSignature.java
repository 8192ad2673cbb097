package io.consentry.preference.inbound;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** {@code sha256=<hex>}: HMAC-SHA-256 over the raw bytes of a body (rule D-03). Compares in constant time. */
final class HookSignature {

    private static final String PREFIX = "sha256=";

    private HookSignature() {}

    static boolean matches(String secret, byte[] body, @Nullable String signature) {
        if (signature == null || !signature.startsWith(PREFIX)) {
            return false;
        }
        String expected = HexFormat.of().formatHex(hmac("HmacSHA256", secret, body));
        return isSame(expected, signature.substring(PREFIX.length()).toLowerCase(Locale.ROOT));
    }

    static byte[] hmac(String algorithm, String secret, byte[] data) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is not available", e);
        }
    }

    static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

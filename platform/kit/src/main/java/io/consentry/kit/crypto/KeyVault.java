package io.consentry.kit.crypto;

import com.google.crypto.tink.subtle.AesGcmJce;
import io.consentry.contract.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wraps tenants' keys under the platform's key-encryption key, which never enters a database or a topic.
 *
 * <p>To rotate the key-encryption key: start with the new one as current and the old one as earlier, publish every tenant anew
 * (which wraps its keys under the current one), then drop the old one. Safe for use by many threads.
 */
public final class KeyVault {

    private static final int KEY_BYTES = 32;
    private static final byte FORMAT = 1;

    private final AesGcmJce current;
    private final List<AesGcmJce> earlier;

    /** @param keyEncryptionKey 32 random bytes */
    public KeyVault(byte[] keyEncryptionKey) {
        this(keyEncryptionKey, List.of());
    }

    /**
     * @param current 32 random bytes; wraps
     * @param earlier keys that wrapped before; they still unwrap
     */
    public KeyVault(byte[] current, List<byte[]> earlier) {
        this.current = cipher(current);
        this.earlier = earlier.stream().map(KeyVault::cipher).toList();
    }

    /** New random keys. */
    public TenantKeys generate() {
        return TenantKeys.generate();
    }

    /** Encrypts the keys for this tenant, base64url; nobody can pass them off as another tenant's. */
    public String wrap(TenantId tenant, TenantKeys keys) {
        try {
            byte[] encrypted = current.encrypt(keys.serialised(), associatedData(tenant));
            byte[] wrapped = ByteBuffer.allocate(1 + encrypted.length)
                    .put(FORMAT)
                    .put(encrypted)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys cannot be wrapped", e);
        }
    }

    /** Opens what {@link #wrap} wrote, under the current or an earlier key; else {@link KeyVaultException}. */
    public TenantKeys unwrap(TenantId tenant, String wrapped) {
        byte[] encrypted = encrypted(tenant, wrapped);
        List<AesGcmJce> candidates = new ArrayList<>();
        candidates.add(current);
        candidates.addAll(earlier);
        for (AesGcmJce candidate : candidates) {
            byte @Nullable [] serialised = open(candidate, tenant, encrypted);
            if (serialised != null) {
                return read(tenant, serialised);
            }
        }
        throw new KeyVaultException(
                "the keyset of tenant " + tenant + " cannot be unwrapped: other key, other tenant or changed", null);
    }

    private static TenantKeys read(TenantId tenant, byte[] serialised) {
        try {
            return TenantKeys.read(serialised);
        } catch (GeneralSecurityException e) {
            throw new KeyVaultException("the keyset of tenant " + tenant + " cannot be read", e);
        }
    }

    private static byte[] encrypted(TenantId tenant, String wrapped) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(wrapped);
        } catch (IllegalArgumentException e) {
            throw new KeyVaultException("the keyset of tenant " + tenant + " is not base64url", null);
        }
        if (bytes.length < 2 || bytes[0] != FORMAT) {
            throw new KeyVaultException("the keyset of tenant " + tenant + " has an unknown format", null);
        }
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    private static byte @Nullable [] open(AesGcmJce cipher, TenantId tenant, byte[] encrypted) {
        try {
            return cipher.decrypt(encrypted, associatedData(tenant));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static byte[] associatedData(TenantId tenant) {
        return ("consentry:keyset:" + tenant.value()).getBytes(StandardCharsets.UTF_8);
    }

    private static AesGcmJce cipher(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key-encryption key: " + key.length + " bytes (expected: " + KEY_BYTES + ")");
        }
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    @Override
    public String toString() {
        return "KeyVault[redacted]";
    }
}

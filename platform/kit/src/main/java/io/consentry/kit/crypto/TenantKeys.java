package io.consentry.kit.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * A tenant's two keysets: AES-256-GCM for what is stored and for what travels in links, HMAC-SHA-256 for address keys.
 *
 * <p>The encryption keyset rotates: the newest key encrypts, all decrypt. The key of the address hash <em>never</em> rotates: the hash
 * is the identity of an address in three databases and in every event ever published, and an opt-out that stands only as a hash could
 * not be found again under another key.
 *
 * <p>One encryption keyset serves several purposes. The associated data keeps them apart: it must begin with the purpose, such as
 * {@code address} or {@code link}, so that a stored ciphertext is never accepted as a link, nor the reverse.
 *
 * <p>Safe for use by many threads.
 */
public final class TenantKeys {

    static {
        try {
            AeadConfig.register();
            MacConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle encryptionKeys;
    private final KeysetHandle macKey;
    private final Aead aead;
    private final Mac mac;

    private TenantKeys(KeysetHandle encryptionKeys, KeysetHandle macKey) throws GeneralSecurityException {
        this.encryptionKeys = encryptionKeys;
        this.macKey = macKey;
        this.aead = encryptionKeys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.mac = macKey.getPrimitive(RegistryConfiguration.get(), Mac.class);
    }

    static TenantKeys generate() {
        try {
            HmacParameters hmac = HmacParameters.builder()
                    .setKeySizeBytes(32)
                    .setTagSizeBytes(32)
                    .setHashType(HmacParameters.HashType.SHA256)
                    .setVariant(HmacParameters.Variant.NO_PREFIX)
                    .build();
            return new TenantKeys(
                    KeysetHandle.newBuilder().addEntry(newEncryptionKey()).build(),
                    KeysetHandle.newBuilder()
                            .addEntry(KeysetHandle.generateEntryFromParameters(hmac)
                                    .withRandomId()
                                    .makePrimary())
                            .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys cannot be generated", e);
        }
    }

    /** Encrypts under the newest key; {@code associatedData} is not stored, must be given again to decrypt, and begins with the purpose. */
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        try {
            return aead.encrypt(plaintext, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /** Decrypts what any key of this tenant encrypted; fails when the text was changed or meant for another purpose. */
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        return aead.decrypt(ciphertext, associatedData);
    }

    /** The plain HMAC-SHA-256 of the data: 32 bytes, the same for the life of the tenant. */
    public byte[] mac(byte[] data) {
        try {
            return mac.computeMac(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyed hash failed", e);
        }
    }

    /** The same keys and a new one that encrypts from now on. */
    public TenantKeys rotated() {
        try {
            return new TenantKeys(
                    KeysetHandle.newBuilder(encryptionKeys)
                            .addEntry(newEncryptionKey())
                            .build(),
                    macKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys cannot be rotated", e);
        }
    }

    /** The keys in the clear, for the vault alone. */
    byte[] serialised() {
        try {
            byte[] encryption = TinkProtoKeysetFormat.serializeKeyset(encryptionKeys, InsecureSecretKeyAccess.get());
            byte[] hash = TinkProtoKeysetFormat.serializeKeyset(macKey, InsecureSecretKeyAccess.get());
            return ByteBuffer.allocate(Integer.BYTES + encryption.length + hash.length)
                    .putInt(encryption.length)
                    .put(encryption)
                    .put(hash)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys cannot be written", e);
        }
    }

    /** Reads what {@link #serialised()} wrote. */
    static TenantKeys read(byte[] serialised) throws GeneralSecurityException {
        ByteBuffer buffer = ByteBuffer.wrap(serialised);
        if (buffer.remaining() < Integer.BYTES) {
            throw new GeneralSecurityException("keyset too short");
        }
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new GeneralSecurityException("keyset of a wrong length");
        }
        byte[] encryption = new byte[length];
        buffer.get(encryption);
        byte[] hash = new byte[buffer.remaining()];
        buffer.get(hash);
        return new TenantKeys(
                TinkProtoKeysetFormat.parseKeyset(encryption, InsecureSecretKeyAccess.get()),
                TinkProtoKeysetFormat.parseKeyset(hash, InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle.Builder.Entry newEncryptionKey() {
        return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary();
    }

    @Override
    public String toString() {
        return "TenantKeys[redacted]";
    }
}

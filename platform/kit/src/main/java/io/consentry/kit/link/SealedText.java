package io.consentry.kit.link;

import io.consentry.contract.TenantId;
import io.consentry.kit.crypto.TenantKeys;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/**
 * The opaque part of an address that is its bearer's word: base64url of version, tenant and what {@link TenantKeys} encrypted. What one
 * purpose sealed opens for no other, and no two texts are the same one.
 */
public final class SealedText {

    /** The longest text there is. */
    public static final int LENGTH_MAX = 1_000;

    private static final byte VERSION = 1;

    private SealedText() {}

    /** Seals what the text says. */
    public static String seal(TenantKeys keys, TenantId tenant, String purpose, byte[] plain) {
        byte[] name = tenant.value().getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = keys.encrypt(plain, associatedData(purpose, tenant));
        byte[] all = ByteBuffer.allocate(2 + name.length + sealed.length)
                .put(VERSION)
                .put((byte) name.length)
                .put(name)
                .put(sealed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** The tenant that the text claims to be of; empty for what cannot be one. */
    public static Optional<TenantId> tenantOf(String text) {
        return envelope(text).map(Envelope::tenant);
    }

    /** What the text says; empty for anything that these keys did not seal exactly so for the purpose. */
    public static Optional<byte[]> open(TenantKeys keys, String purpose, String text) {
        return envelope(text).flatMap(envelope -> open(keys, purpose, envelope));
    }

    private record Envelope(TenantId tenant, ByteBuffer sealed) {}

    private static Optional<Envelope> envelope(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            // The decoder ignores the unused bits of the last character: without this, several texts were one.
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(all).equals(text)) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(all);
            if (buffer.get() != VERSION) {
                return Optional.empty();
            }
            byte[] name = new byte[Byte.toUnsignedInt(buffer.get())];
            buffer.get(name);
            TenantId tenant = new TenantId(new String(name, StandardCharsets.UTF_8));
            return Optional.of(new Envelope(tenant, buffer.slice()));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> open(TenantKeys keys, String purpose, Envelope envelope) {
        byte[] sealed = new byte[envelope.sealed().remaining()];
        envelope.sealed().duplicate().get(sealed);
        try {
            return Optional.of(keys.decrypt(sealed, associatedData(purpose, envelope.tenant())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] associatedData(String purpose, TenantId tenant) {
        return (purpose + ":v1:" + tenant.value()).getBytes(StandardCharsets.US_ASCII);
    }
}

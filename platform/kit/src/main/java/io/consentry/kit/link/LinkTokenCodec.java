package io.consentry.kit.link;

import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.kit.crypto.TenantKeys;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the opaque part of a link. Nothing is stored, so a link works for as long as the tenant's keys exist, also after they
 * rotate.
 */
public final class LinkTokenCodec {

    /** Of the opaque part. */
    public static final int TEXT_LENGTH_MAX = SealedText.LENGTH_MAX;

    private static final String PURPOSE = "link";
    private static final int HASH_BYTES = 32;
    private static final int PLAIN_BYTES_MAX = 700;

    private LinkTokenCodec() {}

    /** The opaque part of a link. */
    public static String encode(TenantKeys keys, LinkToken token) {
        return SealedText.seal(keys, token.tenant(), PURPOSE, plain(token));
    }

    /** The tenant that the text claims to be of; empty for what cannot be a token. */
    public static Optional<TenantId> tenantOf(String text) {
        return SealedText.tenantOf(text);
    }

    /** The token; empty for anything that these keys did not seal exactly so. */
    public static Optional<LinkToken> decode(TenantKeys keys, String text) {
        return SealedText.tenantOf(text)
                .flatMap(tenant -> SealedText.open(keys, PURPOSE, text).flatMap(plain -> read(tenant, plain)));
    }

    private static Optional<LinkToken> read(TenantId tenant, byte[] plain) {
        try {
            return Optional.of(token(tenant, ByteBuffer.wrap(plain)));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static byte[] plain(LinkToken token) {
        ByteBuffer buffer = ByteBuffer.allocate(PLAIN_BYTES_MAX);
        putText(buffer, token.address().kind().wireName());
        buffer.put(Base64.getUrlDecoder().decode(token.address().key().value()));
        putText(buffer, token.masked());
        putText(buffer, token.channel().wireName());
        putText(buffer, token.purpose() == null ? null : token.purpose().value());
        putText(buffer, token.topic());
        putText(buffer, token.message());
        buffer.putLong(token.mintedAt().getEpochSecond());
        byte[] plain = new byte[buffer.position()];
        buffer.flip().get(plain);
        return plain;
    }

    private static LinkToken token(TenantId tenant, ByteBuffer buffer) {
        AddressKind kind = AddressKind.of(requireText(buffer));
        byte[] hash = new byte[HASH_BYTES];
        buffer.get(hash);
        AddressKey key = new AddressKey(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        String masked = requireText(buffer);
        Channel channel = Channel.of(requireText(buffer));
        String purpose = text(buffer);
        LinkToken token = new LinkToken(
                tenant,
                new KeyedAddress(kind, key),
                masked,
                channel,
                purpose == null ? null : new PurposeKey(purpose),
                text(buffer),
                text(buffer),
                Instant.ofEpochSecond(buffer.getLong()));
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException("more than a token");
        }
        return token;
    }

    /** A length byte, 0 for null, and UTF-8. */
    private static void putText(ByteBuffer buffer, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new IllegalArgumentException("text: " + bytes.length + " bytes (expected: <= 255)");
        }
        buffer.put((byte) bytes.length).put(bytes);
    }

    private static @Nullable String text(ByteBuffer buffer) {
        byte[] bytes = new byte[Byte.toUnsignedInt(buffer.get())];
        buffer.get(bytes);
        return bytes.length == 0 ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String requireText(ByteBuffer buffer) {
        String text = text(buffer);
        if (text == null) {
            throw new IllegalArgumentException("text is missing");
        }
        return text;
    }
}

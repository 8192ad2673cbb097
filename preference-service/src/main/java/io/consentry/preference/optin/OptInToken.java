package io.consentry.preference.optin;

import io.consentry.contract.TenantId;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.link.SealedText;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** The opaque part of the link that confirms: the id of an opt-in, sealed by the tenant's keys. */
final class OptInToken {

    private static final String PURPOSE = "opt-in";
    private static final int BYTES = 16;

    private OptInToken() {}

    static String encode(TenantKeys keys, TenantId tenant, UUID id) {
        byte[] plain = ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return SealedText.seal(keys, tenant, PURPOSE, plain);
    }

    /** Empty for anything that these keys did not seal exactly so. */
    static Optional<UUID> decode(TenantKeys keys, String text) {
        return SealedText.open(keys, PURPOSE, text)
                .filter(plain -> plain.length == BYTES)
                .map(ByteBuffer::wrap)
                .map(plain -> new UUID(plain.getLong(), plain.getLong()));
    }
}

package io.consentry.preference.optin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.event.PreferenceEvent.OptInGrant;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.json.EventJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is stored of a double opt-in, encrypted under the tenant's keys and bound to its row. Redacted when printed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OptInContent(
        String masked,
        List<OptInGrant> grants,
        @Nullable NoticeRef notice,
        String wording,
        @Nullable String locale,
        @Nullable String source,
        @Nullable String ip,
        @Nullable String userAgent) {

    OptInContent {
        grants = List.copyOf(grants);
    }

    Buffer sealed(TenantKeys keys, UUID id) {
        return Buffer.buffer(keys.encrypt(EventJson.write(this).getBytes(StandardCharsets.UTF_8), associatedData(id)));
    }

    static OptInContent open(TenantKeys keys, UUID id, byte[] sealed) {
        try {
            byte[] json = keys.decrypt(sealed, associatedData(id));
            return EventJson.read(new String(json, StandardCharsets.UTF_8), OptInContent.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the opt-in cannot be decrypted", e);
        }
    }

    private static byte[] associatedData(UUID id) {
        return ("opt-in-row:" + id).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "OptInContent[redacted]";
    }
}

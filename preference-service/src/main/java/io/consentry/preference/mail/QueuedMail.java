package io.consentry.preference.mail;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.TenantId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail that waits.
 *
 * @param sealed its content, encrypted
 * @param attempts how often it was tried
 */
record QueuedMail(
        UUID id,
        TenantId tenant,
        KeyedAddress to,
        boolean onlyIfKnown,
        Buffer sealed,
        Instant createdAt,
        int attempts) {}

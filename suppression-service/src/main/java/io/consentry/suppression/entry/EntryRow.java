package io.consentry.suppression.entry;

import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row of the table. */
final class EntryRow {

    static final String COLUMNS = """
            id, address_kind, address_key, purpose, channel, reason, origin, since, recorded_at, hold_until, cause,
            encrypted_address, masked, note, minimised_at, released_at, release_cause, release_reason, release_token, subject_id,
            registry, registry_scope, import_id, foreign_hash""";

    private EntryRow() {}

    static StoredEntry read(Row row) {
        SuppressionEntry entry = new SuppressionEntry(
                row.getUUID(0),
                KeyedAddress.of(row.getString(1), row.getString(2)),
                scope(row),
                SuppressionReason.of(row.getString(5)),
                SuppressionOrigin.of(row.getString(6)),
                row.getOffsetDateTime(7).toInstant(),
                row.getOffsetDateTime(8).toInstant(),
                instant(row, 9),
                row.getUUID(10),
                subject(row));
        PersonalPart personal = new PersonalPart(buffer(row, 11), row.getString(12), buffer(row, 13));
        return new StoredEntry(entry, personal, instant(row, 14), release(row), registry(row), list(row));
    }

    private static @Nullable ListMark list(Row row) {
        UUID importId = row.getUUID(22);
        return importId == null ? null : new ListMark(importId, row.getString(23));
    }

    private static @Nullable RegistryMark registry(Row row) {
        String name = row.getString(20);
        return name == null ? null : new RegistryMark(name, row.getString(21));
    }

    private static @Nullable SubjectId subject(Row row) {
        UUID id = row.getUUID(19);
        return id == null ? null : new SubjectId(id);
    }

    private static Scope scope(Row row) {
        String purpose = row.getString(3);
        String channel = row.getString(4);
        return new Scope(
                purpose == null ? null : new PurposeKey(purpose), channel == null ? null : Channel.of(channel));
    }

    private static @Nullable Release release(Row row) {
        Instant releasedAt = instant(row, 15);
        return releasedAt == null ? null : new Release(releasedAt, row.getUUID(16), buffer(row, 17), row.getString(18));
    }

    private static @Nullable Buffer buffer(Row row, int column) {
        io.vertx.mutiny.core.buffer.Buffer bytes = row.getBuffer(column);
        return bytes == null ? null : bytes.getDelegate();
    }

    private static @Nullable Instant instant(Row row, int column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}

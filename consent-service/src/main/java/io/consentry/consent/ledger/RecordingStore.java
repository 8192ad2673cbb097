package io.consentry.consent.ledger;

import io.consentry.contract.SubjectId;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which recordings prove which decisions, in the database: by the keyed hash of the tenant's reference. */
@ApplicationScoped
class RecordingStore {

    /**
     * A decision that a recording proves.
     *
     * @param key of the recording; see {@link #key}
     * @param sha256 of the recording, hex; null when the evidence has none
     */
    record Proven(
            String key,
            UUID eventId,
            SubjectId subjectId,
            @Nullable String sha256) {}

    /** By what a recording is found; says nothing of the reference to whoever has not the tenant's keys. */
    static String key(TenantKeys keys, String reference) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keys.mac(("recording:" + reference).getBytes(StandardCharsets.UTF_8)));
    }

    /** Notes the recordings that the evidence of events names; those are in the ledger. */
    Uni<Void> note(
            SqlConnection transaction,
            Tenant tenant,
            List<RecordedEvent> events,
            Function<RecordedEvent, Evidence> evidence) {
        List<Tuple> rows = new ArrayList<>();
        for (RecordedEvent recorded : events) {
            Evidence proof = evidence.apply(recorded);
            if (proof.recordingRef() != null) {
                rows.add(Tuple.of(
                        tenant.id().value(),
                        key(tenant.keys(), proof.recordingRef()),
                        recorded.id(),
                        proof.recordingSha256()));
            }
        }
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery("""
                                insert into consent_recording (tenant_id, recording_key, event_id, sha256)
                                values ($1, $2, $3, $4)""").executeBatch(rows).replaceWithVoid();
    }

    /** The decisions that recordings prove, in the order of the ledger. */
    Uni<List<Proven>> find(SqlConnection transaction, Tenant tenant, Collection<String> keys) {
        return transaction
                .preparedQuery("""
                        select recording.recording_key, recording.event_id, event.subject_id, recording.sha256
                          from consent_recording recording
                          join ledger_event event on event.tenant_id = recording.tenant_id and event.event_id = recording.event_id
                         where recording.tenant_id = $1 and recording.recording_key = any($2)
                         order by event.sequence""")
                .execute(Tuple.of(tenant.id().value(), keys.toArray(String[]::new)))
                .map(rows -> {
                    List<Proven> proven = new ArrayList<>();
                    rows.forEach(row -> proven.add(new Proven(
                            row.getString(0), row.getUUID(1), new SubjectId(row.getUUID(2)), row.getString(3))));
                    return proven;
                });
    }
}

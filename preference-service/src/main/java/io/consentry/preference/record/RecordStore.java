package io.consentry.preference.record;

import io.consentry.contract.Actor;
import io.consentry.contract.AddressKey;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.FrequencyChoice;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import io.consentry.kit.json.EventJson;
import io.consentry.preference.record.RecordEntry.Provenance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The decisions on record, by the people who made them. */
@ApplicationScoped
public class RecordStore {

    private static final int PEOPLE_MAX = 100;
    private static final int ENTRIES_MAX = 1_000;

    /** A decision as the ledger told it. */
    record Recorded(UUID eventId, ConsentEvent event) {}

    Uni<Void> add(SqlConnection transaction, TenantId tenant, List<Recorded> decisions) {
        if (decisions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("""
                        insert into consent_record (tenant_id, event_id, subject_id, purpose, channel, status, method, basis,
                                                    address_keys, occurred_at, valid_until, cause, actor, recorded_at, notice_key,
                                                    notice_version, source)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)""")
                .executeBatch(decisions.stream()
                        .map(recorded -> row(tenant, recorded))
                        .toList())
                .chain(() -> transaction
                        .preparedQuery("""
                                insert into subject_address (tenant_id, address_key, subject_id)
                                select $1, key, $3 from unnest($2::text[]) key on conflict do nothing""")
                        .executeBatch(decisions.stream()
                                .map(recorded -> recorded.event().change())
                                .map(change -> Tuple.of(
                                        tenant.value(),
                                        keys(change),
                                        change.subjectId().value()))
                                .toList()))
                .replaceWithVoid();
    }

    private static Tuple row(TenantId tenant, Recorded recorded) {
        ConsentChange change = recorded.event().change();
        return Tuple.from(new @Nullable Object[] {
            tenant.value(),
            recorded.eventId(),
            change.subjectId().value(),
            change.purpose() == null ? null : change.purpose().value(),
            change.channel() == null ? null : change.channel().wireName(),
            recorded.event().status().wireName(),
            change.method().wireName(),
            change.basis() == null ? null : change.basis().wireName(),
            keys(change),
            change.occurredAt().atOffset(ZoneOffset.UTC),
            time(change.validUntil()),
            change.cause(),
            change.actor().wireName(),
            time(change.recordedAt()),
            change.notice() == null ? null : change.notice().key(),
            change.notice() == null ? null : change.notice().version(),
            change.source()
        });
    }

    private static String[] keys(ConsentChange change) {
        return change.addresses().stream()
                .map(address -> address.key().value())
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    /** Whether the ledger has ever recorded a decision at the address, as far as this service has heard. */
    public Uni<Boolean> knows(SqlConnection transaction, TenantId tenant, KeyedAddress address) {
        return transaction
                .preparedQuery("select exists (select from subject_address where tenant_id = $1 and address_key = $2)")
                .execute(Tuple.of(tenant.value(), address.key().value()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Takes the place of what the same person wanted before. */
    Uni<Void> set(SqlConnection transaction, TenantId tenant, PreferencesSet event) {
        return transaction
                .preparedQuery("""
                        insert into person_wishes (tenant_id, subject_id, paused_until, frequencies) values ($1, $2, $3, $4)
                        on conflict (tenant_id, subject_id) do update
                           set paused_until = excluded.paused_until, frequencies = excluded.frequencies""")
                .execute(Tuple.of(
                        tenant.value(),
                        event.subjectId().value(),
                        time(event.pausedUntil()),
                        new JsonArray(EventJson.write(event.frequencies()))))
                .replaceWithVoid();
    }

    /** What is on record about who is reached at an address: the latest {@value #ENTRIES_MAX} decisions. */
    public Uni<PersonRecord> find(SqlConnection transaction, TenantId tenant, KeyedAddress address) {
        return people(transaction, tenant, address.key()).chain(people -> entries(transaction, tenant, people, address)
                .chain(entries ->
                        wishes(transaction, tenant, people).map(wishes -> new PersonRecord(entries, wishes))));
    }

    private static Uni<List<RecordEntry>> entries(
            SqlConnection transaction, TenantId tenant, List<UUID> people, KeyedAddress address) {
        return transaction
                .preparedQuery("""
                        select event_id, subject_id, purpose, channel, status, method, basis, occurred_at, valid_until, cause,
                               actor, recorded_at, notice_key, notice_version, source
                          from consent_record
                         where tenant_id = $1 and subject_id = any($2) and ($3 or $4 = any(address_keys))
                         order by at desc limit $5""")
                .execute(Tuple.of(
                        tenant.value(),
                        people.toArray(UUID[]::new),
                        people.size() == 1,
                        address.key().value(),
                        ENTRIES_MAX))
                .map(rows -> {
                    List<RecordEntry> entries = new ArrayList<>();
                    rows.forEach(row -> entries.add(entry(row)));
                    Collections.reverse(entries);
                    return entries;
                });
    }

    private static Uni<Wishes> wishes(SqlConnection transaction, TenantId tenant, List<UUID> people) {
        return transaction
                .preparedQuery("""
                        select paused_until, frequencies::text from person_wishes
                         where tenant_id = $1 and subject_id = any($2)""")
                .execute(Tuple.of(tenant.value(), people.toArray(UUID[]::new)))
                .map(rows -> {
                    List<Wishes> all = new ArrayList<>();
                    rows.forEach(row -> all.add(wishes(row)));
                    return Wishes.together(all);
                });
    }

    private static Wishes wishes(Row row) {
        OffsetDateTime pausedUntil = row.getOffsetDateTime(0);
        return new Wishes(
                pausedUntil == null ? null : pausedUntil.toInstant(),
                List.of(EventJson.read(row.getString(1), FrequencyChoice[].class)));
    }

    private static Uni<List<UUID>> people(SqlConnection transaction, TenantId tenant, AddressKey key) {
        return transaction
                .preparedQuery(
                        "select subject_id from subject_address where tenant_id = $1 and address_key = $2 limit $3")
                .execute(Tuple.of(tenant.value(), key.value(), PEOPLE_MAX))
                .map(rows -> {
                    List<UUID> people = new ArrayList<>();
                    rows.forEach(row -> people.add(row.getUUID(0)));
                    return people;
                });
    }

    private static RecordEntry entry(Row row) {
        String purpose = row.getString(2);
        String channel = row.getString(3);
        OffsetDateTime validUntil = row.getOffsetDateTime(8);
        return new RecordEntry(
                row.getUUID(0),
                row.getUUID(1),
                purpose == null ? null : new PurposeKey(purpose),
                channel == null ? null : Channel.of(channel),
                ConsentStatus.of(row.getString(4)),
                CaptureMethod.of(row.getString(5)),
                row.getString(6) != null,
                row.getOffsetDateTime(7).toInstant(),
                validUntil == null ? null : validUntil.toInstant(),
                row.getUUID(9),
                provenance(row));
    }

    private static @Nullable Provenance provenance(Row row) {
        OffsetDateTime recordedAt = row.getOffsetDateTime(11);
        return recordedAt == null
                ? null
                : new Provenance(
                        Actor.of(row.getString(10)),
                        recordedAt.toInstant(),
                        row.getString(12) == null ? null : new NoticeRef(row.getString(12), row.getString(13)),
                        row.getString(14));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.AddressKey;
import io.consentry.contract.ProblemType;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.EventCatalogue;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The ledger in the database: it is only ever added to. */
@ApplicationScoped
class LedgerStore {

    private static final int HISTORY_MAX = 10_000;
    private static final String COLUMNS = "event_id, type, payload";
    private static final String INSERT = """
            insert into ledger_event
                   (tenant_id, event_id, subject_id, type, payload, evidence, occurred_at, recorded_at, cause)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    /** The versions are those that the trigger {@code note_versions} would look up for each row anew. */
    private static final String INSERT_MANY = """
            with purposes as materialized (select key, version from purpose where tenant_id = $1),
            versions as materialized (
                select coalesce((select version from tenant where tenant_id = $1), 0) as tenant,
                       coalesce((select max(revision) from notice_version where tenant_id = $1), 0) as notices)
            insert into ledger_event
                   (tenant_id, event_id, subject_id, type, payload, evidence, occurred_at, recorded_at, cause,
                    tenant_version, purpose_version, notice_revision)
            select $1, event.id, subject, type, payload, evidence, occurred, recorded, cause,
                   versions.tenant, coalesce(purposes.version, 0), versions.notices
              from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[], $7::timestamptz[], $8::timestamptz[], $9::uuid[],
                          $10::text[])
                   with ordinality as event(id, subject, type, payload, evidence, occurred, recorded, cause, purpose, number)
                   left join purposes on purposes.key = event.purpose cross join versions
             order by number""";

    /** Every decision's type, and no other's. */
    private static final String DECISIONS = "io.consentry.consent.%";

    /** @param encryptedEvidence what proves each event, encrypted for that event alone */
    Uni<Void> append(
            SqlConnection transaction,
            TenantId tenant,
            List<RecordedEvent> events,
            Function<RecordedEvent, byte[]> encryptedEvidence) {
        List<Tuple> rows = new ArrayList<>();
        for (RecordedEvent recorded : events) {
            rows.add(Tuple.from(new Object[] {
                tenant.value(),
                recorded.id(),
                recorded.event().change().subjectId().value(),
                recorded.event().wireName(),
                EventJson.write(recorded.event()),
                Buffer.buffer(encryptedEvidence.apply(recorded)),
                utc(recorded.event().change().occurredAt()),
                utc(recorded.event().change().recordedAt()),
                recorded.event().change().cause()
            }));
        }
        return transaction.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    /** The same for many events, in one statement. */
    Uni<Void> appendMany(
            SqlConnection transaction,
            TenantId tenant,
            List<RecordedEvent> events,
            Function<RecordedEvent, byte[]> encryptedEvidence) {
        List<ConsentChange> changes =
                events.stream().map(recorded -> recorded.event().change()).toList();
        return transaction
                .preparedQuery(INSERT_MANY)
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    events.stream().map(RecordedEvent::id).toArray(UUID[]::new),
                    changes.stream().map(change -> change.subjectId().value()).toArray(UUID[]::new),
                    events.stream().map(recorded -> recorded.event().wireName()).toArray(String[]::new),
                    events.stream()
                            .map(recorded -> EventJson.write(recorded.event()))
                            .toArray(String[]::new),
                    events.stream().map(encryptedEvidence).map(Buffer::buffer).toArray(Buffer[]::new),
                    changes.stream().map(change -> utc(change.occurredAt())).toArray(OffsetDateTime[]::new),
                    changes.stream().map(change -> utc(change.recordedAt())).toArray(OffsetDateTime[]::new),
                    changes.stream().map(ConsentChange::cause).toArray(UUID[]::new),
                    changes.stream()
                            .map(change -> change.purpose() == null
                                    ? null
                                    : change.purpose().value())
                            .toArray(String[]::new)
                }))
                .replaceWithVoid();
    }

    /** @param encryptedEvidence what proves the change, encrypted for this event alone */
    Uni<Void> append(
            SqlConnection transaction, TenantId tenant, RecordedSubjectEvent change, byte[] encryptedEvidence) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    change.id(),
                    change.event().subjectId().value(),
                    change.event().wireName(),
                    EventJson.write(change.event()),
                    Buffer.buffer(encryptedEvidence),
                    utc(change.event().occurredAt()),
                    utc(change.event().recordedAt()),
                    null
                }))
                .replaceWithVoid();
    }

    /** The decisions of whomever an id means, in the order of recording: the latest 10,000. */
    Uni<List<RecordedEvent>> history(SqlConnection transaction, TenantId tenant, SubjectId subject) {
        return latest(transaction, tenant, subject, "ids_of($1, person_of($1, $2))", DECISIONS)
                .map(LedgerStore::events);
    }

    /** The decisions of all who ever were the same person as a subject, in the order of recording: the latest 10,000 of each. */
    Uni<List<RecordedEvent>> historyOfKin(SqlConnection transaction, TenantId tenant, SubjectId subject) {
        return historiesOfKin(transaction, tenant, List.of(subject))
                .map(histories -> histories.getOrDefault(subject, List.of()));
    }

    /** The same for many, each with the decisions of all of them; none for who has none. */
    Uni<Map<SubjectId, List<RecordedEvent>>> historiesOfKin(
            SqlConnection transaction, TenantId tenant, Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        UUID[] ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return transaction
                .preparedQuery("select " + COLUMNS + ", subject from unnest($2::uuid[]) as wanted(subject)"
                        + " cross join lateral kin_of($1, array[subject]) as one(id) cross join lateral ("
                        + "select sequence, " + COLUMNS + " from ledger_event"
                        + " where tenant_id = $1 and subject_id = one.id and type like $3"
                        + " order by sequence desc limit $4) latest order by sequence")
                .execute(Tuple.of(tenant.value(), ids, DECISIONS, HISTORY_MAX))
                .map(rows -> {
                    Map<SubjectId, List<RecordedEvent>> histories = new HashMap<>();
                    rows.forEach(row -> histories
                            .computeIfAbsent(new SubjectId(row.getUUID(3)), subject -> new ArrayList<>())
                            .add(event(row)));
                    return histories;
                });
    }

    /** What the ledger says of people now, apart from addresses; nothing of who has decided nothing. */
    Uni<Map<SubjectId, ContactFacts>> people(SqlConnection transaction, TenantId tenant, Collection<SubjectId> people) {
        if (people.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        UUID[] ids = people.stream().map(SubjectId::value).toArray(UUID[]::new);
        return transaction
                .preparedQuery("select " + COLUMNS + ", person from unnest($2::uuid[]) as wanted(person)"
                        + " cross join lateral ids_of($1, person) as one(id) cross join lateral ("
                        + "select sequence, " + COLUMNS + " from ledger_event"
                        + " where tenant_id = $1 and subject_id = one.id"
                        + " order by sequence desc limit $3) latest order by sequence")
                .execute(Tuple.of(tenant.value(), ids, HISTORY_MAX))
                .map(rows -> {
                    Map<SubjectId, List<LedgerEntry>> byPerson = new HashMap<>();
                    rows.forEach(
                            row -> byPerson.computeIfAbsent(new SubjectId(row.getUUID(3)), person -> new ArrayList<>())
                                    .add(entry(row)));
                    Map<SubjectId, ContactFacts> known = new HashMap<>();
                    byPerson.forEach(
                            (person, entries) -> known.put(person, SubjectConsents.facts(entries, null, null)));
                    return known;
                });
    }

    /** The decisions of several subjects, each in the order of recording: the latest 10,000 of each; none for who has decided nothing. */
    Uni<Map<SubjectId, List<RecordedEvent>>> histories(
            SqlConnection transaction, TenantId tenant, Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        UUID[] ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return transaction
                .preparedQuery("select " + COLUMNS + " from unnest($2::uuid[]) as wanted(id) cross join lateral ("
                        + "select sequence, " + COLUMNS + " from ledger_event"
                        + " where tenant_id = $1 and subject_id = wanted.id and type like $3"
                        + " order by sequence desc limit $4) latest order by sequence")
                .execute(Tuple.of(tenant.value(), ids, DECISIONS, HISTORY_MAX))
                .map(rows -> events(rows).stream()
                        .collect(Collectors.groupingBy(
                                recorded -> recorded.event().change().subjectId())));
    }

    /** Whether a history may lack what came before it. */
    static boolean isCut(List<RecordedEvent> history) {
        return history.size() >= HISTORY_MAX;
    }

    /** The encrypted evidence of events. */
    Uni<Map<UUID, byte[]>> evidences(SqlConnection transaction, TenantId tenant, Collection<UUID> eventIds) {
        return transaction
                .preparedQuery(
                        "select event_id, evidence from ledger_event where tenant_id = $1 and event_id = any($2)")
                .execute(Tuple.of(tenant.value(), eventIds.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, byte[]> evidences = new HashMap<>();
                    rows.forEach(row ->
                            evidences.put(row.getUUID(0), row.getBuffer(1).getBytes()));
                    return evidences;
                });
    }

    /** All that the ledger holds of whomever an id means, in the order of recording: the latest 10,000. */
    Uni<List<LedgerEntry>> entries(SqlConnection transaction, TenantId tenant, SubjectId subject) {
        return latest(transaction, tenant, subject, "ids_of($1, person_of($1, $2))", "%")
                .map(LedgerStore::entries);
    }

    /** The same of all who ever were the same person as a subject: what was known at a time when they were is among it. */
    Uni<List<LedgerEntry>> entriesOfKin(SqlConnection transaction, TenantId tenant, SubjectId subject) {
        return latest(transaction, tenant, subject, "kin_of($1, array[$2::uuid])", "%")
                .map(LedgerStore::entries);
    }

    /** What the ledger says of a person now, apart from addresses. */
    Uni<ContactFacts> person(SqlConnection transaction, TenantId tenant, SubjectId person) {
        return entries(transaction, tenant, person).map(entries -> SubjectConsents.facts(entries, null, null));
    }

    private static Uni<RowSet<Row>> latest(
            SqlConnection transaction, TenantId tenant, SubjectId subject, String ids, String typePattern) {
        return transaction
                .preparedQuery(
                        "select " + COLUMNS + " from (select e.* from " + ids + " as one(id)"
                                + " cross join lateral (select sequence, " + COLUMNS
                                + " from ledger_event where tenant_id = $1 and subject_id = one.id and type like $3"
                                + " order by sequence desc limit $4) e order by sequence desc limit $4) latest order by sequence")
                .execute(Tuple.of(tenant.value(), subject.value(), typePattern, HISTORY_MAX));
    }

    /**
     * The decisions of everybody who goes by any of the addresses, and of who was the same person, as far as they were known at a snapshot; refuses more than 10,000, since
     * a part of them would be another history.
     */
    Uni<List<RecordedEvent>> knownAt(
            SqlConnection transaction, TenantId tenant, Collection<AddressKey> addresses, String snapshot) {
        String[] keys = addresses.stream().map(AddressKey::value).toArray(String[]::new);
        return transaction
                .preparedQuery("select " + COLUMNS + " from ledger_event where tenant_id = $1 and subject_id in"
                        + " (select kin_of($1, array(select subject_id from subject_identifier"
                        + " where tenant_id = $1 and address_key = any($2))))"
                        + " and pg_visible_in_snapshot(recorded_xid, $3::text::pg_snapshot) and type like $4"
                        + " order by sequence limit $5")
                .execute(Tuple.of(tenant.value(), keys, snapshot, DECISIONS, HISTORY_MAX + 1))
                .map(LedgerStore::events)
                .invoke(events -> {
                    if (events.size() > HISTORY_MAX) {
                        throw new RefusedException(
                                ProblemType.TOO_LARGE, "More than " + HISTORY_MAX + " decisions lie behind this one.");
                    }
                });
    }

    /** The events that other events led to. */
    Uni<List<RecordedEvent>> causedBy(SqlConnection transaction, TenantId tenant, Collection<UUID> causes) {
        return transaction
                .preparedQuery("select " + COLUMNS
                        + " from ledger_event where tenant_id = $1 and cause = any($2) order by sequence limit $3")
                .execute(Tuple.of(tenant.value(), causes.toArray(UUID[]::new), HISTORY_MAX))
                .map(LedgerStore::events);
    }

    Uni<Optional<LedgerEntry>> find(SqlConnection transaction, TenantId tenant, UUID eventId) {
        return transaction
                .preparedQuery("select " + COLUMNS + " from ledger_event where tenant_id = $1 and event_id = $2")
                .execute(Tuple.of(tenant.value(), eventId))
                .map(rows -> entries(rows).stream().findFirst());
    }

    /** The encrypted evidence of an event, when it is this tenant's. */
    Uni<Optional<byte[]>> evidence(SqlConnection transaction, TenantId tenant, UUID eventId) {
        return transaction
                .preparedQuery("select evidence from ledger_event where tenant_id = $1 and event_id = $2")
                .execute(Tuple.of(tenant.value(), eventId))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(rows.iterator().next().getBuffer(0).getBytes())
                        : Optional.empty());
    }

    private static List<RecordedEvent> events(RowSet<Row> rows) {
        List<RecordedEvent> events = new ArrayList<>();
        rows.forEach(row -> events.add(event(row)));
        return events;
    }

    private static RecordedEvent event(Row row) {
        return new RecordedEvent(
                row.getUUID(0), EventJson.read(row.getString(2), type(row).asSubclass(ConsentEvent.class)));
    }

    private static List<LedgerEntry> entries(RowSet<Row> rows) {
        List<LedgerEntry> entries = new ArrayList<>();
        rows.forEach(row -> entries.add(entry(row)));
        return entries;
    }

    private static LedgerEntry entry(Row row) {
        return new LedgerEntry(row.getUUID(0), EventJson.read(row.getString(2), type(row)));
    }

    private static Class<? extends DomainEvent> type(Row row) {
        String type = row.getString(1);
        return EventCatalogue.find(type)
                .orElseThrow(() -> new IllegalStateException("the ledger holds an unknown type: " + type));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

package io.consentry.consent.subject;

import io.consentry.consent.subject.SubjectCompletion.NewIdentifier;
import io.consentry.contract.AddressKey;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.kit.address.Address;
import io.consentry.kit.inbox.DerivedId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Subjects and identifiers in the database. */
@ApplicationScoped
public class SubjectStore {

    private static final int SUBJECTS_PER_ADDRESS_MAX = 100;

    private final Clock clock;

    SubjectStore(Clock clock) {
        this.clock = clock;
    }

    /**
     * The people who have any of the addresses, at most 100 for each, oldest first; those who were merged are one. With the offset the planner
     * looks each person's identifiers up, whatever it knows of the table.
     */
    public Uni<List<Subject>> findByAddress(
            SqlConnection transaction, TenantId tenant, Collection<KeyedAddress> addresses) {
        String[] kinds =
                addresses.stream().map(address -> address.kind().wireName()).toArray(String[]::new);
        String[] keys = addresses.stream().map(address -> address.key().value()).toArray(String[]::new);
        return transaction
                .preparedQuery("""
                        select person.id, i.kind, i.address_key, i.masked
                          from (select distinct coalesce(merge.person_id, owner.subject_id) as id
                                  from unnest($2::text[], $3::text[]) as wanted(kind, key) cross join lateral (
                                       select subject_id from subject_identifier
                                        where tenant_id = $1 and kind = wanted.kind and address_key = wanted.key and ended_at is null
                                        order by added_at limit $4) owner
                                  left join lateral (
                                       select person_id from subject_merge
                                        where tenant_id = $1 and subject_id = owner.subject_id and not undone
                                        order by sequence desc limit 1) merge on true) person
                          join subject s on s.tenant_id = $1 and s.subject_id = person.id
                          cross join lateral ids_of($1, person.id) as one(id)
                          cross join lateral (
                               select kind, address_key, masked, added_at from subject_identifier
                                where tenant_id = $1 and subject_id = one.id and ended_at is null offset 0) i
                         order by s.created_at, person.id, i.added_at""")
                .execute(Tuple.of(tenant.value(), kinds, keys, SUBJECTS_PER_ADDRESS_MAX))
                .map(SubjectStore::subjects);
    }

    /**
     * Everybody who has the address, at most 100; a new subject that is known by its key alone when nobody has.
     *
     * @param cause the event that tells of the address
     */
    public Uni<List<Subject>> everybodyAt(
            SqlConnection transaction, TenantId tenant, KeyedAddress address, UUID cause) {
        return everybodyAt(transaction, tenant, Map.of(address, cause))
                .map(found -> found.getOrDefault(address, List.of()));
    }

    /** The same for many addresses, each with its event. */
    public Uni<Map<KeyedAddress, List<Subject>>> everybodyAt(
            SqlConnection transaction, TenantId tenant, Map<KeyedAddress, UUID> causes) {
        return findByAddress(transaction, tenant, causes.keySet()).chain(found -> {
            Map<KeyedAddress, List<Subject>> byAddress = byAddress(found);
            List<Subject> made = causes.entrySet().stream()
                    .filter(wanted -> !byAddress.containsKey(wanted.getKey()))
                    .map(wanted -> knownByKey(wanted.getKey(), wanted.getValue()))
                    .toList();
            byAddress.putAll(byAddress(made));
            return insertKnownByKey(transaction, tenant, made).replaceWith(byAddress);
        });
    }

    private static Map<KeyedAddress, List<Subject>> byAddress(List<Subject> subjects) {
        Map<KeyedAddress, List<Subject>> byAddress = new HashMap<>();
        subjects.forEach(subject -> subject.identifiers().forEach(identifier -> byAddress
                .computeIfAbsent(identifier.address(), address -> new ArrayList<>())
                .add(subject)));
        return byAddress;
    }

    private static Subject knownByKey(KeyedAddress address, UUID cause) {
        SubjectId id =
                new SubjectId(DerivedId.of(cause, "subject", address.key().value()));
        return new Subject(id, List.of(new Identifier(address, Identifier.OF_A_KEY)));
    }

    private Uni<Void> insertKnownByKey(SqlConnection transaction, TenantId tenant, List<Subject> made) {
        if (made.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> identifiers = made.stream()
                .map(subject -> row(tenant, subject.id(), subject.identifiers().get(0), null, now()))
                .toList();
        return insert(transaction, tenant, made.stream().map(Subject::id).toList())
                .chain(() -> insertIdentifiers(transaction, identifiers));
    }

    /** The people whom these ids mean, those of them that are this tenant's. */
    public Uni<List<Subject>> findAll(SqlConnection transaction, TenantId tenant, Collection<SubjectId> ids) {
        return transaction
                .preparedQuery("""
                        select person.id, i.kind, i.address_key, i.masked
                          from (select distinct person_of($1, wanted.id) as id from unnest($2::uuid[]) as wanted(id)) person
                          cross join lateral ids_of($1, person.id) as one(id)
                          cross join lateral (
                               select kind, address_key, masked, added_at from subject_identifier
                                where tenant_id = $1 and subject_id = one.id offset 0) i
                         order by person.id, i.added_at""")
                .execute(Tuple.of(
                        tenant.value(), ids.stream().map(SubjectId::value).toArray(UUID[]::new)))
                .map(SubjectStore::subjects);
    }

    /** The addresses of people in plain text, by key; those that are known by their key alone are not there. */
    public Uni<Map<AddressKey, Address>> addressesOf(
            SqlConnection transaction, Tenant tenant, Collection<SubjectId> ids) {
        return transaction
                .preparedQuery("""
                        select kind, address_key, encrypted_address from subject_identifier
                         where tenant_id = $1 and encrypted_address is not null
                           and subject_id in (select ids_of($1, wanted.id) from unnest($2::uuid[]) as wanted(id))""")
                .execute(Tuple.of(
                        tenant.id().value(), ids.stream().map(SubjectId::value).toArray(UUID[]::new)))
                .map(rows -> {
                    Map<AddressKey, Address> addresses = new HashMap<>();
                    rows.forEach(row -> {
                        KeyedAddress keyed = KeyedAddress.of(row.getString(0), row.getString(1));
                        addresses.put(
                                keyed.key(),
                                AddressCipher.decrypt(
                                        tenant, keyed, row.getBuffer(2).getBytes()));
                    });
                    return addresses;
                });
    }

    /** The person whom an id means, when it is this tenant's. */
    public Uni<Optional<Subject>> find(SqlConnection transaction, TenantId tenant, SubjectId id) {
        return transaction
                .preparedQuery("""
                        select s.subject_id, i.kind, i.address_key, i.masked
                          from subject s
                          cross join lateral ids_of($1, s.subject_id) as one(id)
                          left join lateral (
                               select kind, address_key, masked, added_at from subject_identifier
                                where tenant_id = $1 and subject_id = one.id and ended_at is null offset 0) i on true
                         where s.tenant_id = $1 and s.subject_id = person_of($1, $2) order by i.added_at""")
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(rows -> subjects(rows).stream().findFirst());
    }

    /** The person whom an id means, locked as for a change of what is known of it; 404 when it is not this tenant's. */
    public Uni<Subject> locked(SqlConnection transaction, TenantId tenant, SubjectId id) {
        return lock(transaction, tenant, List.of())
                .chain(() -> require(transaction, tenant, id))
                .call(person -> lockSubjects(transaction, tenant, List.of(person.id())))
                .chain(person -> require(transaction, tenant, person.id()));
    }

    private Uni<Subject> require(SqlConnection transaction, TenantId tenant, SubjectId id) {
        return find(transaction, tenant, id)
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("subject")));
    }

    /**
     * Keeps two transactions from making two subjects out of the same new addresses, or from adding to the ledger of one address at
     * once. Always in the same order, so that none waits for another in a circle. Meanwhile nobody is merged: {@link SubjectMergeStore#lock}
     * waits.
     */
    public Uni<Void> lock(SqlConnection transaction, TenantId tenant, Collection<KeyedAddress> addresses) {
        String[] names = addresses.stream()
                .sorted()
                .distinct()
                .map(address -> tenant.value() + ":" + address.key().value())
                .toArray(String[]::new);
        return transaction
                .preparedQuery("""
                        select pg_advisory_xact_lock_shared(hashtextextended($2, 2)) union all
                        select pg_advisory_xact_lock(hashtextextended(name, 0))
                          from (select name from unnest($1::text[]) with ordinality as n(name, at) order by at offset 0) sorted""")
                .execute(Tuple.of(names, tenant.value()))
                .replaceWithVoid();
    }

    /** Lets one transaction at a time add to what is known of people, and to their ledgers; take it after the addresses' lock. */
    public Uni<Void> lockSubjects(SqlConnection transaction, TenantId tenant, Collection<SubjectId> ids) {
        String[] names = ids.stream()
                .map(id -> tenant.value() + ":" + id.value())
                .sorted()
                .distinct()
                .toArray(String[]::new);
        return transaction
                .preparedQuery(
                        "select pg_advisory_xact_lock(hashtextextended(name, 1)) from unnest($1::text[]) with ordinality as n(name, at) order by at")
                .execute(Tuple.of(names))
                .replaceWithVoid();
    }

    /** The subject that has had an address for longest, by its own id, whomever that means now. */
    public Uni<Optional<SubjectId>> holder(SqlConnection transaction, TenantId tenant, KeyedAddress address) {
        return transaction
                .preparedQuery("""
                        select i.subject_id from subject_identifier i join subject s using (tenant_id, subject_id)
                         where i.tenant_id = $1 and i.kind = $2 and i.address_key = $3 and i.ended_at is null
                         order by s.created_at, i.subject_id limit 1""")
                .execute(Tuple.of(
                        tenant.value(), address.kind().wireName(), address.key().value()))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(new SubjectId(rows.iterator().next().getUUID(0)))
                        : Optional.empty());
    }

    /** What subjects are known by under their own ids, in the order in which it became known. */
    public Uni<List<KnownIdentifier>> identifiers(
            SqlConnection transaction, TenantId tenant, Collection<SubjectId> ids) {
        return transaction
                .preparedQuery("""
                        select kind, address_key, masked, verified_at, expires_at from subject_identifier
                         where tenant_id = $1 and subject_id = any($2) and ended_at is null order by added_at, kind, address_key""")
                .execute(Tuple.of(
                        tenant.value(), ids.stream().map(SubjectId::value).toArray(UUID[]::new)))
                .map(rows -> {
                    List<KnownIdentifier> known = new ArrayList<>();
                    rows.forEach(row -> known.add(KnownIdentifier.of(row)));
                    return known;
                });
    }

    /** Notes how sure an identifier of a person is, and how long it holds; what was verified stays so. */
    public Uni<KnownIdentifier> describe(
            SqlConnection transaction,
            TenantId tenant,
            SubjectId person,
            KeyedAddress address,
            boolean verified,
            @Nullable Instant expiresAt) {
        return transaction
                .preparedQuery("""
                        update subject_identifier set expires_at = $5,
                               verified_at = case when $6 then coalesce(verified_at, $7) else verified_at end
                         where tenant_id = $1 and subject_id in (select ids_of($1, $2)) and kind = $3 and address_key = $4
                        returning kind, address_key, masked, verified_at, expires_at""")
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    person.value(),
                    address.kind().wireName(),
                    address.key().value(),
                    expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC),
                    verified,
                    now()
                }))
                .map(rows -> KnownIdentifier.of(rows.iterator().next()));
    }

    /** Notes that an address is nobody's any more who had it. */
    public Uni<Void> end(SqlConnection transaction, TenantId tenant, KeyedAddress address, Instant at) {
        return transaction
                .preparedQuery("""
                        update subject_identifier set ended_at = $4
                         where tenant_id = $1 and kind = $2 and address_key = $3 and ended_at is null""")
                .execute(Tuple.of(
                        tenant.value(), address.kind().wireName(), address.key().value(), at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Makes a subject that is known by addresses. */
    public Uni<Subject> create(SqlConnection transaction, Tenant tenant, List<Address> addresses) {
        SubjectId id = new SubjectId(UUID.randomUUID());
        return insert(transaction, tenant.id(), List.of(id))
                .chain(() -> addIdentifiers(transaction, tenant, new Subject(id, List.of()), addresses));
    }

    /** Adds the addresses that the subject lacks. */
    public Uni<Subject> addIdentifiers(
            SqlConnection transaction, Tenant tenant, Subject subject, List<Address> addresses) {
        SubjectCompletion completion = SubjectCompletion.of(tenant, subject, addresses);
        if (completion.added().isEmpty()) {
            return Uni.createFrom().item(subject);
        }
        return insertIdentifiers(transaction, rows(tenant.id(), completion.added()))
                .replaceWith(completion.subject());
    }

    /** Stores what a register has made and added. */
    public Uni<Void> save(SqlConnection transaction, TenantId tenant, SubjectRegister register) {
        return insert(transaction, tenant, register.made())
                .chain(() -> insertMany(transaction, tenant, register.added()));
    }

    /** As {@link #insertIdentifiers}, in one statement: of an identifier that is given twice the first one counts. */
    private Uni<Void> insertMany(SqlConnection transaction, TenantId tenant, List<NewIdentifier> added) {
        return transaction
                .preparedQuery("""
                        insert into subject_identifier (tenant_id, subject_id, kind, address_key, masked, encrypted_address, added_at)
                        select distinct on (subject, kind, key) $1, subject, kind, key, masked, encrypted, $7
                          from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[]) with ordinality
                               as one(subject, kind, key, masked, encrypted, number)
                         order by subject, kind, key, number
                        on conflict (tenant_id, subject_id, kind, address_key) do update
                           set encrypted_address = excluded.encrypted_address, masked = excluded.masked, ended_at = null
                         where subject_identifier.encrypted_address is null or subject_identifier.ended_at is not null""")
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    added.stream().map(one -> one.subjectId().value()).toArray(UUID[]::new),
                    added.stream()
                            .map(one -> one.identifier().address().kind().wireName())
                            .toArray(String[]::new),
                    added.stream()
                            .map(one -> one.identifier().address().key().value())
                            .toArray(String[]::new),
                    added.stream().map(one -> one.identifier().masked()).toArray(String[]::new),
                    added.stream()
                            .map(one -> Buffer.buffer(one.encryptedAddress()))
                            .toArray(Buffer[]::new),
                    now()
                }))
                .replaceWithVoid();
    }

    private List<Tuple> rows(TenantId tenant, List<NewIdentifier> added) {
        return added.stream()
                .map(one ->
                        row(tenant, one.subjectId(), one.identifier(), Buffer.buffer(one.encryptedAddress()), now()))
                .toList();
    }

    private Uni<Void> insert(SqlConnection transaction, TenantId tenant, List<SubjectId> made) {
        return transaction
                .preparedQuery(
                        "insert into subject (tenant_id, subject_id, created_at) select $1, id, $3 from unnest($2::uuid[]) as id")
                .execute(Tuple.of(
                        tenant.value(), made.stream().map(SubjectId::value).toArray(UUID[]::new), now()))
                .replaceWithVoid();
    }

    /** What is already there stays, but an address known only by its key so far gets its encrypted form. */
    private static Uni<Void> insertIdentifiers(SqlConnection transaction, List<Tuple> rows) {
        return transaction.preparedQuery("""
                        insert into subject_identifier
                               (tenant_id, subject_id, kind, address_key, masked, encrypted_address, added_at)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        on conflict (tenant_id, subject_id, kind, address_key) do update
                           set encrypted_address = excluded.encrypted_address, masked = excluded.masked, ended_at = null
                         where subject_identifier.encrypted_address is null or subject_identifier.ended_at is not null""").executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(
            TenantId tenant,
            SubjectId subject,
            Identifier identifier,
            @Nullable Buffer encrypted,
            OffsetDateTime addedAt) {
        return Tuple.from(new Object[] {
            tenant.value(),
            subject.value(),
            identifier.address().kind().wireName(),
            identifier.address().key().value(),
            identifier.masked(),
            encrypted,
            addedAt
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** An address by which two of a merged person's ids are known is one; known in full, it is so for the person. */
    private static List<Subject> subjects(RowSet<Row> rows) {
        Map<SubjectId, Map<KeyedAddress, Identifier>> byId = new LinkedHashMap<>();
        for (Row row : rows) {
            Map<KeyedAddress, Identifier> identifiers =
                    byId.computeIfAbsent(new SubjectId(row.getUUID(0)), id -> new LinkedHashMap<>());
            if (row.getString(1) != null) {
                KeyedAddress address = KeyedAddress.of(row.getString(1), row.getString(2));
                identifiers.merge(
                        address,
                        new Identifier(address, row.getString(3)),
                        (known, other) -> known.masked().equals(Identifier.OF_A_KEY) ? other : known);
            }
        }
        List<Subject> subjects = new ArrayList<>();
        byId.forEach((id, identifiers) -> subjects.add(new Subject(id, List.copyOf(identifiers.values()))));
        return subjects;
    }
}

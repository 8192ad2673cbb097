package io.consentry.consent.subject;

import io.consentry.consent.subject.SubjectCompletion.NewIdentifier;
import io.consentry.contract.AddressKey;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.kit.address.Address;
import io.consentry.kit.inbox.DerivedId;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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

/** Subjects and identifiers in the database. */
@ApplicationScoped
public class SubjectStore {

    private static final int SUBJECTS_PER_ADDRESS_MAX = 100;

    private final Clock clock;

    SubjectStore(Clock clock) {
        this.clock = clock;
    }

    /** The subjects that have any of the addresses, at most 100 for each, oldest first. */
    public Uni<List<Subject>> findByAddress(
            SqlConnection transaction, TenantId tenant, Collection<KeyedAddress> addresses) {
        String[] kinds =
                addresses.stream().map(address -> address.kind().wireName()).toArray(String[]::new);
        String[] keys = addresses.stream().map(address -> address.key().value()).toArray(String[]::new);
        return transaction
                .preparedQuery("""
                        select i.subject_id, i.kind, i.address_key, i.masked
                          from subject_identifier i join subject s using (tenant_id, subject_id)
                         where i.tenant_id = $1 and i.subject_id in (
                               select owner.subject_id from unnest($2::text[], $3::text[]) as wanted(kind, key) cross join lateral (
                                      select subject_id from subject_identifier
                                       where tenant_id = $1 and kind = wanted.kind and address_key = wanted.key
                                       order by added_at limit $4) owner)
                         order by s.created_at, i.subject_id, i.added_at""")
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

    /** The subjects with these ids, those of them that are this tenant's. */
    public Uni<List<Subject>> findAll(SqlConnection transaction, TenantId tenant, Collection<SubjectId> ids) {
        return transaction
                .preparedQuery("""
                        select subject_id, kind, address_key, masked from subject_identifier
                         where tenant_id = $1 and subject_id = any($2) order by subject_id, added_at""")
                .execute(Tuple.of(
                        tenant.value(), ids.stream().map(SubjectId::value).toArray(UUID[]::new)))
                .map(SubjectStore::subjects);
    }

    /** The addresses of subjects in plain text, by key; those that are known by their key alone are not there. */
    public Uni<Map<AddressKey, Address>> addressesOf(
            SqlConnection transaction, Tenant tenant, Collection<SubjectId> ids) {
        return transaction
                .preparedQuery("""
                        select kind, address_key, encrypted_address from subject_identifier
                         where tenant_id = $1 and subject_id = any($2) and encrypted_address is not null""")
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

    /** The subject, when it is this tenant's. */
    public Uni<Optional<Subject>> find(SqlConnection transaction, TenantId tenant, SubjectId id) {
        return transaction
                .preparedQuery("""
                        select subject_id, kind, address_key, masked from subject_identifier
                         where tenant_id = $1 and subject_id = $2 order by added_at""")
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(rows -> subjects(rows).stream().findFirst());
    }

    /**
     * Keeps two transactions from making two subjects out of the same new addresses, or from adding to the ledger of one address at
     * once. Always in the same order, so that none waits for another in a circle.
     */
    public Uni<Void> lock(SqlConnection transaction, TenantId tenant, Collection<KeyedAddress> addresses) {
        String[] names = addresses.stream()
                .sorted()
                .distinct()
                .map(address -> tenant.value() + ":" + address.key().value())
                .toArray(String[]::new);
        return transaction
                .preparedQuery(
                        "select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) with ordinality as n(name, at) order by at")
                .execute(Tuple.of(names))
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
                           set encrypted_address = excluded.encrypted_address, masked = excluded.masked
                         where subject_identifier.encrypted_address is null""")
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
                           set encrypted_address = excluded.encrypted_address, masked = excluded.masked
                         where subject_identifier.encrypted_address is null""").executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(
            TenantId tenant,
            SubjectId subject,
            Identifier identifier,
            @org.jspecify.annotations.Nullable Buffer encrypted,
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

    private static List<Subject> subjects(RowSet<Row> rows) {
        Map<SubjectId, List<Identifier>> byId = new LinkedHashMap<>();
        for (Row row : rows) {
            KeyedAddress address = KeyedAddress.of(row.getString(1), row.getString(2));
            byId.computeIfAbsent(new SubjectId(row.getUUID(0)), id -> new ArrayList<>())
                    .add(new Identifier(address, row.getString(3)));
        }
        List<Subject> subjects = new ArrayList<>();
        byId.forEach((id, identifiers) -> subjects.add(new Subject(id, identifiers)));
        return subjects;
    }
}

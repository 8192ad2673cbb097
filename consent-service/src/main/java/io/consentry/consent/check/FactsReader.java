package io.consentry.consent.check;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.consentry.consent.check.ProjectionState.PartitionProgress;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.AddressKey;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of many addresses, and how fresh they are, in one round trip and one snapshot. Checks of one tenant that come while
 * its readings are on their way share the next one: it is sent after they came, so it is as fresh as one of their own.
 */
@ApplicationScoped
class FactsReader {

    private static final int TENANTS_MAX = 10_000;
    private static final Duration IDLE_MAX = Duration.ofMinutes(10);

    /** A database that takes longer is away, and the check cannot be decided: 503. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final HotConnections connections;
    private final LoadingCache<TenantId, SharedReadings<AddressKey, Reading>> byTenant;
    private final Cache<TenantId, Boolean> withAliases =
            Caffeine.newBuilder().maximumSize(TENANTS_MAX).build();

    FactsReader(HotConnections connections) {
        this.connections = connections;
        this.byTenant = Caffeine.newBuilder()
                .maximumSize(TENANTS_MAX)
                .expireAfterAccess(IDLE_MAX)
                .build(tenant -> new SharedReadings<>(keys -> readNow(tenant, keys)));
    }

    /**
     * Facts by address, of one moment; an address without a row is unknown.
     *
     * @param foreignHashes whether the suppression list names addresses by hashes of others' alone, so that aliases count
     */
    record Reading(Map<AddressKey, ContactFacts> facts, boolean foreignHashes, ProjectionState state) {

        ContactFacts of(AddressKey key) {
            return facts.getOrDefault(key, ContactFacts.EMPTY);
        }

        boolean knows(AddressKey key) {
            return facts.containsKey(key);
        }
    }

    /** A reading that has these addresses, and perhaps others. */
    Uni<Reading> read(TenantId tenant, Collection<AddressKey> addresses) {
        return byTenant.get(tenant).read(addresses);
    }

    /** Whether an earlier reading of the tenant said that aliases count; only a reading itself says so for sure. */
    boolean expectsAliases(TenantId tenant) {
        return withAliases.getIfPresent(tenant) != null;
    }

    private Uni<Reading> readNow(TenantId tenant, Set<AddressKey> addresses) {
        String[] keys = addresses.stream().map(AddressKey::value).toArray(String[]::new);
        return connections
                .client()
                .preparedQuery("select * from contact_reading($1, $2)")
                .execute(Tuple.of(tenant.value(), keys))
                .ifNoItem()
                .after(ANSWER_MAX)
                .fail()
                .map(FactsReader::reading)
                .invoke(reading -> remember(tenant, reading));
    }

    private void remember(TenantId tenant, Reading reading) {
        if (reading.foreignHashes()) {
            withAliases.put(tenant, true);
        }
    }

    private static Reading reading(RowSet<Row> rows) {
        Map<AddressKey, ContactFacts> facts = new HashMap<>();
        ProjectionState.Builder state = new ProjectionState.Builder();
        boolean foreignHashes = false;
        for (Row row : rows) {
            switch (row.getString("part")) {
                case "contact" ->
                    facts.put(
                            new AddressKey(row.getString("name")),
                            EventJson.read(row.getString("content"), ContactFacts.class));
                case "snapshot" -> state.snapshot(row.getString("content"));
                case "progress" -> state.progress(progress(row));
                case "foreignHashes" -> foreignHashes = true;
                case "cleansed" -> state.cleansed(row.getString("name"), instant(row));
                default -> throw new IllegalStateException("an unknown part of a reading");
            }
        }
        return new Reading(facts, foreignHashes, state.build());
    }

    private static PartitionProgress progress(Row row) {
        return new PartitionProgress(
                row.getString("name"),
                row.getInteger("partition"),
                new OutboxPosition(row.getLong("transaction"), row.getLong("sequence")),
                instant(row));
    }

    private static @Nullable Instant instant(Row row) {
        OffsetDateTime moment = row.getOffsetDateTime("moment");
        return moment == null ? null : moment.toInstant();
    }
}

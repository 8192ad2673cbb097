package io.consentry.consent.notice;

import io.consentry.contract.NoticeRef;
import io.consentry.contract.TenantId;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Each tenant's notices, for whoever decides by them. A publication is seen everywhere within {@link #MEMORY}. When they cannot be read,
 * reading fails: no answer is ever "there are none" for want of one.
 */
@ApplicationScoped
public class NoticeDirectory {

    static final Duration MEMORY = Duration.ofSeconds(1);

    private final TenantDatabase database;
    private final NoticeStore store;
    private final Clock clock;
    private final NoticeMemory remembered = new NoticeMemory(MEMORY);

    NoticeDirectory(TenantDatabase database, NoticeStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /** The notices as remembered. */
    public Uni<PublishedNotices> of(TenantId tenant) {
        return remembered
                .get(tenant, clock.instant())
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> read(tenant));
    }

    /** The notices as they are now. */
    public Uni<PublishedNotices> read(TenantId tenant) {
        Instant startedAt = clock.instant();
        return database.inTransaction(tenant, transaction -> read(transaction, tenant))
                .invoke(read -> remembered.put(tenant, read, startedAt));
    }

    /** The notices as they are now, for the running transaction, which is scoped to the tenant. */
    public Uni<PublishedNotices> read(SqlConnection transaction, TenantId tenant) {
        return store.published(transaction, tenant, Long.MAX_VALUE);
    }

    /** The notices as they were at a revision. */
    public Uni<PublishedNotices> at(SqlConnection transaction, TenantId tenant, long revision) {
        return store.published(transaction, tenant, revision);
    }

    /** The digest of a version; empty unless it was published at a revision. */
    public Uni<Optional<NoticeDigest>> digest(
            SqlConnection transaction, TenantId tenant, NoticeRef ref, long revision) {
        return store.digest(transaction, tenant, ref, revision);
    }
}

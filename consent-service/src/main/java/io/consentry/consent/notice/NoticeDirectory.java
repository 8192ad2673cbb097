package io.consentry.consent.notice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.TenantId;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Each tenant's notices, for whoever decides by them. A publication is seen everywhere within {@link #MEMORY}. When they cannot be read,
 * reading fails: no answer is ever "there are none" for want of one.
 */
@ApplicationScoped
public class NoticeDirectory {

    static final Duration MEMORY = Duration.ofSeconds(1);
    private static final int TENANTS_REMEMBERED_MAX = 10_000;

    private final TenantDatabase database;
    private final NoticeStore store;
    private final Cache<TenantId, PublishedNotices> remembered = Caffeine.newBuilder()
            .maximumSize(TENANTS_REMEMBERED_MAX)
            .expireAfterWrite(MEMORY)
            .build();

    NoticeDirectory(TenantDatabase database, NoticeStore store) {
        this.database = database;
        this.store = store;
    }

    /** The notices as remembered. */
    public Uni<PublishedNotices> of(TenantId tenant) {
        PublishedNotices known = remembered.getIfPresent(tenant);
        return known == null ? read(tenant) : Uni.createFrom().item(known);
    }

    /** The notices as they are now. */
    public Uni<PublishedNotices> read(TenantId tenant) {
        return database.inTransaction(tenant, transaction -> store.published(transaction, tenant, Long.MAX_VALUE))
                .invoke(read -> remember(tenant, read));
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

    /** A reading that took long must not take the place of a later one. */
    private void remember(TenantId tenant, PublishedNotices read) {
        remembered.asMap().merge(tenant, read, (known, other) -> known.revision() > other.revision() ? known : other);
    }
}

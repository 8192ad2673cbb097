package io.consentry.consent.notice;

import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of notices: it is only ever added to. */
@ApplicationScoped
class NoticeStore {

    /** All versions of all notices of a tenant, which every instance remembers. */
    static final int VERSIONS_MAX = 500;

    /** Lets one publication of a tenant happen at a time, so that revisions follow each other as they become visible. */
    Uni<Void> lock(SqlConnection transaction, TenantId tenant) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('notices ' || $1, 0))")
                .execute(Tuple.of(tenant.value()))
                .replaceWithVoid();
    }

    /** What was published up to a revision. */
    Uni<PublishedNotices> published(SqlConnection transaction, TenantId tenant, long revision) {
        return transaction
                .preparedQuery("""
                        select key, version, revision, event_id, effective_from, published_at, requires_reconsent
                          from notice_version where tenant_id = $1 and revision <= $2 order by revision limit $3""")
                .execute(Tuple.of(tenant.value(), revision, VERSIONS_MAX))
                .map(NoticeStore::versions)
                .map(PublishedNotices::of);
    }

    /** A version with its texts; it must be there. */
    Uni<StoredNotice> get(SqlConnection transaction, TenantId tenant, NoticeRef ref) {
        return transaction
                .preparedQuery("""
                        select (document || jsonb_build_object('text', texts))::text
                          from notice_version where tenant_id = $1 and key = $2 and version = $3""")
                .execute(Tuple.of(tenant.value(), ref.key(), ref.version()))
                .map(rows -> EventJson.read(rows.iterator().next().getString(0), StoredNotice.class));
    }

    /** The digest of a version; empty unless it was published up to a revision. */
    Uni<Optional<NoticeDigest>> digest(SqlConnection transaction, TenantId tenant, NoticeRef ref, long revision) {
        return transaction
                .preparedQuery("""
                        select published_at, content_sha256 from notice_version
                         where tenant_id = $1 and key = $2 and version = $3 and revision <= $4""")
                .execute(Tuple.of(tenant.value(), ref.key(), ref.version(), revision))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(new NoticeDigest(ref, instant(row.getOffsetDateTime(0)), row.getString(1)));
                    }
                    return Optional.empty();
                });
    }

    /** All versions of a notice without their texts. */
    Uni<Map<NoticeRef, StoredNotice>> list(SqlConnection transaction, TenantId tenant, String key) {
        return transaction
                .preparedQuery(
                        "select version, document::text from notice_version where tenant_id = $1 and key = $2 limit $3")
                .execute(Tuple.of(tenant.value(), key, VERSIONS_MAX))
                .map(rows -> {
                    Map<NoticeRef, StoredNotice> stored = new HashMap<>();
                    rows.forEach(row -> stored.put(
                            new NoticeRef(key, row.getString(0)),
                            EventJson.read(row.getString(1), StoredNotice.class)));
                    return stored;
                });
    }

    Uni<Void> insert(SqlConnection transaction, TenantId tenant, NoticeVersion version, StoredNotice stored) {
        return transaction
                .preparedQuery("""
                        insert into notice_version
                               (tenant_id, key, version, revision, event_id, effective_from, published_at, requires_reconsent,
                                content_sha256, document, texts)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""")
                .execute(Tuple.from(new Object[] {
                    tenant.value(),
                    version.ref().key(),
                    version.ref().version(),
                    version.revision(),
                    version.eventId(),
                    utc(version.effectiveFrom()),
                    utc(version.publishedAt()),
                    version.requiresReconsent().stream().map(PurposeKey::value).toArray(String[]::new),
                    stored.contentSha256(),
                    new JsonObject(EventJson.write(stored.withoutText())),
                    new JsonObject(EventJson.write(stored.text()))
                }))
                .replaceWithVoid();
    }

    private static List<NoticeVersion> versions(RowSet<Row> rows) {
        List<NoticeVersion> versions = new ArrayList<>();
        rows.forEach(row -> versions.add(new NoticeVersion(
                new NoticeRef(row.getString(0), row.getString(1)),
                row.getLong(2),
                row.getUUID(3),
                instant(row.getOffsetDateTime(4)),
                instant(row.getOffsetDateTime(5)),
                Stream.of(row.getArrayOfStrings(6)).map(PurposeKey::new).toList())));
        return versions;
    }

    private static Instant instant(OffsetDateTime stored) {
        return stored.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

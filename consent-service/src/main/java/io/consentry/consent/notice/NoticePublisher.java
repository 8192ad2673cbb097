package io.consentry.consent.notice;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.NoticeEvent.NoticePublished;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Publishes versions: stored and told of in one transaction, and never changed. */
@ApplicationScoped
class NoticePublisher {

    private final TenantDatabase database;
    private final NoticeStore store;
    private final NoticeDirectory directory;
    private final Outbox outbox;
    private final Clock clock;

    NoticePublisher(TenantDatabase database, NoticeStore store, NoticeDirectory directory, Outbox outbox, Clock clock) {
        this.database = database;
        this.store = store;
        this.directory = directory;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * A version as it is published.
     *
     * @param notices all that is published, this version included
     * @param isNew whether it was not published before
     */
    record Outcome(
            NoticeVersion version,
            StoredNotice stored,
            PublishedNotices notices,
            boolean isNew,
            ConsistencyToken token) {}

    /** The same content again changes nothing; other content for a version that is published is refused. */
    Uni<Outcome> publish(TenantId tenant, NoticeContent content) {
        return database.inTransaction(tenant, transaction -> store.lock(transaction, tenant)
                        .chain(() -> store.published(transaction, tenant, Long.MAX_VALUE))
                        .chain(published -> published
                                .find(content.ref())
                                .map(known -> repeat(transaction, tenant, content, known, published))
                                .orElseGet(() -> add(transaction, tenant, content, published))))
                .call(() -> directory.read(tenant));
    }

    private Uni<Outcome> repeat(
            SqlConnection transaction,
            TenantId tenant,
            NoticeContent content,
            NoticeVersion known,
            PublishedNotices published) {
        return store.get(transaction, tenant, known.ref()).map(stored -> {
            if (!stored.contentSha256().equals(content.sha256())) {
                throw new RefusedException(
                        ProblemType.NOTICE_IMMUTABLE,
                        "What people were shown stays as it was. Publish the change as another version.",
                        List.of(new Violation("version", "immutable", "is published with other content")));
            }
            return new Outcome(
                    known,
                    stored,
                    published,
                    false,
                    new ConsistencyToken(Topic.CONSENT_EVENTS.source(), 0, OutboxPosition.START));
        });
    }

    private Uni<Outcome> add(
            SqlConnection transaction, TenantId tenant, NoticeContent content, PublishedNotices published) {
        requireAddable(content, published);
        StoredNotice stored = StoredNotice.of(content);
        NoticeVersion version = new NoticeVersion(
                content.ref(),
                published.revision() + 1,
                UUID.randomUUID(),
                content.effectiveFrom(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                content.requiresReconsent());
        return store.insert(transaction, tenant, version, stored)
                .chain(() -> outbox.append(transaction, List.of(outgoing(tenant, version, stored))))
                .map(token -> new Outcome(version, stored, published.with(version), true, token));
    }

    /** What a first version need not say, for it changes nothing. */
    private static void requireAddable(NoticeContent content, PublishedNotices published) {
        Violations violations = new Violations();
        NoticeRef ref = content.ref();
        if (content.reason() == null && !published.versions(ref.key()).isEmpty()) {
            violations.add("reason", "required", "says why the notice changes (000-48, 001-69)");
        }
        if (published.size() >= NoticeStore.VERSIONS_MAX) {
            violations.add(
                    "version", "too-many", "may be one of at most " + NoticeStore.VERSIONS_MAX + " of all notices");
        }
        violations.throwIfAny();
    }

    private static OutgoingEvent outgoing(TenantId tenant, NoticeVersion version, StoredNotice stored) {
        NoticePublished event = new NoticePublished(
                version.ref(),
                version.effectiveFrom(),
                version.publishedAt(),
                stored.locales(),
                stored.contentSha256(),
                stored.material() ? true : null,
                version.requiresReconsent());
        return new OutgoingEvent(version.eventId(), tenant, event, version.publishedAt(), null);
    }
}

package io.consentry.suppression.entry;

import io.consentry.contract.Actor;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentObjected;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRenewed;
import io.consentry.contract.event.ConsentEvent.ConsentRetracted;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.DomainEvent;
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.consentry.kit.inbox.Runs;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
import io.consentry.suppression.hold.Hold;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The ledger's opt-outs become entries. A person's own later grant lifts those of exactly its scope (capability S3), and an opt-out that
 * the person takes back the entries that it led to (rule D-05).
 */
@ApplicationScoped
class ConsentListener implements EventListener {

    private final TenantDirectory tenants;
    private final SuppressionStore store;
    private final SuppressionList list;
    private final Clock clock;

    ConsentListener(TenantDirectory tenants, SuppressionStore store, SuppressionList list, Clock clock) {
        this.tenants = tenants;
        this.store = store;
        this.list = list;
        this.clock = clock;
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.CONSENT_EVENTS);
    }

    @Override
    public Uni<Void> on(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> events) {
        return Each.inOrder(Runs.ofOneType(events), run -> take(transaction, tenant, run));
    }

    private Uni<Void> take(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> ofOneType) {
        DomainEvent first = ofOneType.get(0).event();
        if (first instanceof ConsentWithdrawn || first instanceof ConsentRefused || first instanceof ConsentObjected) {
            return suppress(transaction, tenant, ofOneType);
        }
        if (first instanceof ConsentGiven || first instanceof ConsentRenewed) {
            return Each.inOrder(ofOneType, received -> lift(transaction, received, changeOf(received)));
        }
        return first instanceof ConsentRetracted
                ? Each.inOrder(ofOneType, received -> takeBack(transaction, received, changeOf(received)))
                : Uni.createFrom().voidItem();
    }

    private static ConsentChange changeOf(ReceivedEvent received) {
        return ((ConsentEvent) received.event()).change();
    }

    /** Nothing to note: without the event the list lacks an entry at worst, and the ledger's own opt-out still denies. */
    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> suppress(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> optOuts) {
        return hold(transaction, tenant)
                .map(hold -> optOuts.stream()
                        .flatMap(received -> entries(received.id(), changeOf(received), hold))
                        .toList())
                .chain(entries -> list.addAll(transaction, tenant, entries));
    }

    private Stream<SuppressionEntry> entries(UUID eventId, ConsentChange change, Hold hold) {
        return change.addresses().stream().distinct().map(address -> optOut(eventId, change, address, hold));
    }

    /** An opt-out never waits for its tenant's settings: until they come, the shortest hold counts. */
    private Uni<Hold> hold(SqlConnection transaction, TenantId tenant) {
        return tenants.find(transaction, tenant)
                .map(Hold::of)
                .onFailure(TenantUnknownException.class)
                .recoverWithItem(Hold.SHORTEST);
    }

    private SuppressionEntry optOut(UUID eventId, ConsentChange change, KeyedAddress address, Hold hold) {
        Instant since = change.occurredAt().truncatedTo(ChronoUnit.MICROS);
        return new SuppressionEntry(
                UUID.randomUUID(),
                address,
                new Scope(change.purpose(), change.channel()),
                SuppressionReason.OPT_OUT,
                origin(change.actor()),
                since,
                now(),
                hold.until(since),
                eventId,
                change.subjectId());
    }

    private static SuppressionOrigin origin(Actor actor) {
        return switch (actor) {
            case SUBJECT -> SuppressionOrigin.RECIPIENT;
            case AGENT -> SuppressionOrigin.TENANT;
            case SYSTEM -> SuppressionOrigin.SYSTEM;
        };
    }

    private Uni<Void> lift(SqlConnection transaction, ReceivedEvent received, ConsentChange grant) {
        PurposeKey purpose = grant.purpose();
        Channel channel = grant.channel();
        if (purpose == null || channel == null || !grant.isOwnAct()) {
            return Uni.createFrom().voidItem();
        }
        return store.findOptOuts(
                        transaction,
                        received.tenant(),
                        grant.subjectId(),
                        grant.addresses().stream().map(KeyedAddress::key).toList(),
                        purpose,
                        channel,
                        grant.occurredAt())
                .chain(entries -> releaseAll(transaction, received, entries));
    }

    /** An opt-out that the person takes back leaves no entry; one that somebody else retracts leaves its own. */
    private Uni<Void> takeBack(SqlConnection transaction, ReceivedEvent received, ConsentChange change) {
        UUID optOut = change.cause();
        if (optOut == null || change.actor() != Actor.SUBJECT) {
            return Uni.createFrom().voidItem();
        }
        return store.findCausedBy(transaction, received.tenant(), optOut)
                .chain(entries -> releaseAll(transaction, received, entries));
    }

    private Uni<Void> releaseAll(SqlConnection transaction, ReceivedEvent received, List<StoredEntry> entries) {
        return Each.inOrder(
                entries,
                stored -> list.release(transaction, received.tenant(), stored.entry(), now(), received.id(), null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

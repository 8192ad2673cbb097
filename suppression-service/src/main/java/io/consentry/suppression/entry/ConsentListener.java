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
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
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
    public Uni<Void> on(SqlConnection transaction, ReceivedEvent received) {
        if (!(received.event() instanceof ConsentEvent event)) {
            return Uni.createFrom().voidItem();
        }
        if (event instanceof ConsentWithdrawn || event instanceof ConsentRefused || event instanceof ConsentObjected) {
            return suppress(transaction, received, event.change());
        }
        if (event instanceof ConsentGiven || event instanceof ConsentRenewed) {
            return lift(transaction, received, event.change());
        }
        return event instanceof ConsentRetracted retracted
                ? takeBack(transaction, received, retracted.change())
                : Uni.createFrom().voidItem();
    }

    /** Nothing to note: without the event the list lacks an entry at worst, and the ledger's own opt-out still denies. */
    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> suppress(SqlConnection transaction, ReceivedEvent received, ConsentChange change) {
        return hold(transaction, received.tenant())
                .map(hold -> change.addresses().stream()
                        .distinct()
                        .map(address -> optOut(received.id(), change, address, hold))
                        .toList())
                .chain(entries -> addAll(transaction, received.tenant(), entries));
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

    private Uni<Void> addAll(SqlConnection transaction, TenantId tenant, List<SuppressionEntry> entries) {
        return Each.inOrder(entries, entry -> list.add(transaction, tenant, entry, PersonalPart.NONE));
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

package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.PreferenceEvent.OptInConfirmed;
import io.consentry.contract.event.PreferenceEvent.OptInGrant;
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.DerivedId;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records what people confirmed by the link in a mail (capability P2): whoever reads the mailbox agreed, so it counts for everybody who
 * is known by the address, and at no other address of theirs.
 */
@ApplicationScoped
public class OptInRecorder {

    private static final Logger LOG = Logger.getLogger(OptInRecorder.class);

    private final PurposeCatalogue purposes;
    private final SubjectStore subjects;
    private final LedgerStore ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    OptInRecorder(
            PurposeCatalogue purposes, SubjectStore subjects, LedgerStore ledger, LedgerWriter writer, Clock clock) {
        this.purposes = purposes;
        this.subjects = subjects;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Grants what the catalogue allows and the address can receive. The transaction holds the locks of {@link OptOutRecorder#lock}.
     *
     * @param cause the event that told of it
     */
    public Uni<Void> confirm(SqlConnection transaction, Tenant tenant, UUID cause, OptInConfirmed confirmed) {
        return purposes.in(transaction, tenant.id())
                .map(catalogue -> allowed(tenant, cause, confirmed, catalogue))
                .chain(decisions -> decisions.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : subjects.everybodyAt(transaction, tenant.id(), confirmed.address(), cause)
                                .chain(found -> Each.inOrder(
                                        found,
                                        subject -> grant(transaction, tenant, cause, confirmed, subject, decisions))));
    }

    private static List<RequestedDecision> allowed(
            Tenant tenant, UUID cause, OptInConfirmed confirmed, Map<PurposeKey, Purpose> catalogue) {
        List<RequestedDecision> decisions = confirmed.grants().stream()
                .filter(grant -> isAllowed(grant, confirmed, catalogue.get(grant.purpose())))
                .map(grant -> decision(tenant, confirmed, grant, catalogue))
                .toList();
        if (decisions.size() < confirmed.grants().size()) {
            LOG.warnf(
                    "tenant %s, event %s: %d of %d confirmed opt-ins are for no purpose and channel of the catalogue, or not explicit where they must be",
                    tenant.id(),
                    cause,
                    confirmed.grants().size() - decisions.size(),
                    confirmed.grants().size());
        }
        return decisions;
    }

    private static boolean isAllowed(OptInGrant grant, OptInConfirmed confirmed, @Nullable Purpose purpose) {
        return purpose != null
                && purpose.channels().contains(grant.channel())
                && grant.channel().reaches(confirmed.address().kind())
                && (!purpose.needsExplicitConsent() || ExplicitConsent.isStated(confirmed.wording()));
    }

    private static RequestedDecision decision(
            Tenant tenant, OptInConfirmed confirmed, OptInGrant grant, Map<PurposeKey, Purpose> catalogue) {
        Instant validUntil = Optional.ofNullable(catalogue.get(grant.purpose()))
                .map(Purpose::validity)
                .map(validity -> confirmed
                        .occurredAt()
                        .atZone(tenant.zone())
                        .plus(validity)
                        .toInstant())
                .orElse(null);
        return new RequestedDecision(ConsentAction.GRANT, grant.purpose(), grant.channel(), validUntil, null);
    }

    private Uni<Void> grant(
            SqlConnection transaction,
            Tenant tenant,
            UUID cause,
            OptInConfirmed confirmed,
            Subject subject,
            List<RequestedDecision> decisions) {
        List<KeyedAddress> address = List.of(confirmed.address());
        Evidence evidence = Evidence.ofOptIn(confirmed);
        return ledger.person(transaction, tenant.id(), subject.id())
                .chain(person -> writer.lockFacts(transaction, tenant, address)
                        .chain(facts -> write(
                                transaction,
                                tenant,
                                decisions.stream()
                                        .filter(decision -> isLastWord(
                                                subject,
                                                decision,
                                                evidence,
                                                List.of(person, known(facts, confirmed.address()))))
                                        .map(decision -> event(subject, decision, address, evidence, cause))
                                        .toList(),
                                evidence,
                                facts)));
    }

    private static ContactFacts known(Map<AddressKey, ContactFacts> facts, KeyedAddress address) {
        return facts.getOrDefault(address.key(), ContactFacts.EMPTY);
    }

    /** An opt-out that is later than the confirmation, wherever the person made it, is not lifted by it (capability S3). */
    private static boolean isLastWord(
            Subject subject, RequestedDecision decision, Evidence evidence, List<ContactFacts> known) {
        PurposeKey purpose = decision.purpose();
        Channel channel = decision.channel();
        return purpose != null
                && channel != null
                && known.stream()
                        .flatMap(facts -> facts.refusedAt(subject.id(), purpose, channel).stream())
                        .allMatch(refusedAt -> evidence.occurredAt().isAfter(refusedAt));
    }

    private RecordedEvent event(
            Subject subject, RequestedDecision decision, List<KeyedAddress> address, Evidence evidence, UUID cause) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new RecordedEvent(
                DerivedId.of(cause, subject.id().value(), decision.purpose(), decision.channel()),
                ConsentLedger.event(subject.id(), decision, address, evidence, recordedAt, cause));
    }

    private Uni<Void> write(
            SqlConnection transaction,
            Tenant tenant,
            List<RecordedEvent> events,
            Evidence evidence,
            Map<AddressKey, ContactFacts> facts) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : writer.write(transaction, tenant, events, any -> evidence, facts)
                        .replaceWithVoid();
    }
}

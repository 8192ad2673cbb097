package io.consentry.consent.intake;

import io.consentry.consent.facts.ContactFactsStore;
import io.consentry.consent.ledger.ChoiceRecorder;
import io.consentry.consent.ledger.OptInRecorder;
import io.consentry.consent.ledger.OptOutRecorder;
import io.consentry.consent.ledger.OptOutRecorder.Told;
import io.consentry.consent.ledger.OptOutUndo;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.CaseEvent;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.InboundEvent.ReviewOpened;
import io.consentry.contract.event.PreferenceEvent;
import io.consentry.contract.event.PreferenceEvent.ChoicesSubmitted;
import io.consentry.contract.event.PreferenceEvent.OptInConfirmed;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
import io.consentry.contract.event.PreferenceEvent.WithdrawalUndone;
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.consentry.kit.inbox.Runs;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDirectory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** What people did on links and pages becomes ledger events. */
@ApplicationScoped
class PreferenceListener implements EventListener {

    private final TenantDirectory tenants;
    private final OptOutRecorder recorder;
    private final OptOutUndo undo;
    private final ChoiceRecorder choices;
    private final OptInRecorder optIns;
    private final IncompleteContacts incomplete;

    PreferenceListener(
            TenantDirectory tenants,
            OptOutRecorder recorder,
            OptOutUndo undo,
            ChoiceRecorder choices,
            OptInRecorder optIns,
            ContactFactsStore facts) {
        this.choices = choices;
        this.tenants = tenants;
        this.recorder = recorder;
        this.undo = undo;
        this.optIns = optIns;
        this.incomplete = new IncompleteContacts(facts);
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.PREFERENCE_EVENTS);
    }

    @Override
    public boolean isWaitedFor() {
        return true;
    }

    @Override
    public Uni<Void> lock(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> received) {
        List<PreferenceEvent> events = received.stream()
                .map(ReceivedEvent::event)
                .filter(PreferenceEvent.class::isInstance)
                .map(PreferenceEvent.class::cast)
                .toList();
        return recorder.lock(transaction, tenant, events);
    }

    @Override
    public Uni<Void> on(SqlConnection transaction, TenantId id, List<ReceivedEvent> events) {
        return tenants.find(transaction, id)
                .chain(tenant -> Each.inOrder(Runs.ofOneType(events), run -> recordAll(transaction, tenant, run)));
    }

    private Uni<Void> recordAll(SqlConnection transaction, Tenant tenant, List<ReceivedEvent> ofOneType) {
        return ofOneType.get(0).event() instanceof WithdrawalReceived
                ? recorder.withdraw(transaction, tenant, told(ofOneType))
                : Each.inOrder(ofOneType, received -> record(transaction, tenant, received));
    }

    private static List<Told> told(List<ReceivedEvent> withdrawals) {
        return withdrawals.stream()
                .map(received -> new Told(received.id(), (WithdrawalReceived) received.event()))
                .toList();
    }

    private Uni<Void> record(SqlConnection transaction, Tenant tenant, ReceivedEvent received) {
        DomainEvent event = received.event();
        if (event instanceof WithdrawalUndone undone) {
            return undo.undo(transaction, tenant, received.id(), undone);
        }
        if (event instanceof ChoicesSubmitted submitted) {
            return choices.record(transaction, tenant, received.id(), submitted);
        }
        if (event instanceof OptInConfirmed confirmed) {
            return optIns.confirm(transaction, tenant, received.id(), confirmed);
        }
        if (event instanceof ReviewOpened || event instanceof CaseEvent) {
            return Uni.createFrom().voidItem();
        }
        throw new IllegalArgumentException("not a preference event: " + event.wireName());
    }

    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return incomplete.note(transaction, tenant, recordKey);
    }
}

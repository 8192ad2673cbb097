package io.consentry.consent.ledger;

import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.PreferenceEvent;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Records what people did themselves on preference-service's links and pages. */
@ApplicationScoped
public class OptOutRecorder {

    private final SubjectStore subjects;
    private final LedgerWriter writer;
    private final Clock clock;

    OptOutRecorder(SubjectStore subjects, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
        this.writer = writer;
        this.clock = clock;
    }

    /** Takes the locks that recording these events needs, before anything is written. */
    public Uni<Void> lock(SqlConnection transaction, TenantId tenant, List<PreferenceEvent> events) {
        List<KeyedAddress> addresses =
                events.stream().map(PreferenceEvent::address).distinct().toList();
        return subjects.lock(transaction, tenant, addresses)
                .chain(() -> subjects.findByAddress(transaction, tenant, addresses))
                .chain(found -> subjects.lockSubjects(
                        transaction, tenant, found.stream().map(Subject::id).toList()));
    }

    /** A withdrawal, and the event that tells of it. */
    public record Told(UUID event, WithdrawalReceived withdrawal) {}

    /**
     * Withdraws for everybody who is known by the addresses; an unknown address becomes a subject, so that its opt-out is kept. The
     * transaction holds the locks of {@link #lock}.
     */
    public Uni<Void> withdraw(SqlConnection transaction, Tenant tenant, List<Told> told) {
        Map<KeyedAddress, UUID> causes = new TreeMap<>();
        told.forEach(one -> causes.putIfAbsent(one.withdrawal().address(), one.event()));
        return subjects.everybodyAt(transaction, tenant.id(), causes).chain(people -> {
            OptOutBatch batch = new OptOutBatch(people, clock.instant().truncatedTo(ChronoUnit.MICROS));
            told.forEach(batch::add);
            return writer.lockFacts(transaction, tenant, batch.addresses())
                    .map(batch::recordBeside)
                    .chain(changed -> writer.writeMany(transaction, tenant, batch.events(), changed));
        });
    }
}

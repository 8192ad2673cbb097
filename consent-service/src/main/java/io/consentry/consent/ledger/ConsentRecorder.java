package io.consentry.consent.ledger;

import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectResolver;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Records what a tenant's own system heard from a person. */
@ApplicationScoped
class ConsentRecorder {

    private final SubjectResolver subjects;
    private final LedgerStore ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    ConsentRecorder(SubjectResolver subjects, LedgerStore ledger, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** What was recorded, about whom, and the token that makes it visible. */
    record Recorded(Subject subject, List<RecordedEvent> events, ConsistencyToken token) {}

    Uni<Recorded> record(SqlConnection transaction, Tenant tenant, RecordConsent command) {
        return subjects.resolve(transaction, tenant, command.subject())
                .chain(subject -> ledger.history(transaction, tenant.id(), subject.id())
                        .invoke(history -> requireAllowed(subject, command, history))
                        .chain(() -> record(transaction, tenant, subject, command)));
    }

    private Uni<Recorded> record(SqlConnection transaction, Tenant tenant, Subject subject, RecordConsent command) {
        List<List<KeyedAddress>> covered = covered(tenant, subject, command);
        List<KeyedAddress> all =
                covered.stream().flatMap(List::stream).distinct().sorted().toList();
        return writer.lockFacts(transaction, tenant, all).chain(facts -> {
            List<RecordedEvent> events = events(subject, command, covered);
            return writer.write(transaction, tenant, events, command.evidence(), facts)
                    .map(token -> new Recorded(subject, events, token));
        });
    }

    private static void requireAllowed(Subject subject, RecordConsent command, List<RecordedEvent> history) {
        ConsentLedger.requireAllowed(
                subject.id(), command.decisions(), command.evidence(), SubjectConsents.standing(history, null, null));
    }

    private List<RecordedEvent> events(Subject subject, RecordConsent command, List<List<KeyedAddress>> covered) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < command.decisions().size(); i++) {
            events.add(new RecordedEvent(
                    UUID.randomUUID(),
                    ConsentLedger.event(
                            subject.id(),
                            command.decisions().get(i),
                            covered.get(i),
                            command.evidence(),
                            recordedAt,
                            null)));
        }
        return events;
    }

    /**
     * The addresses of each decision. A grant covers those given with it or, when none is, those known (capability C8: narrow); an
     * opt-out covers all that are known (wide).
     */
    private static List<List<KeyedAddress>> covered(Tenant tenant, Subject subject, RecordConsent command) {
        List<KeyedAddress> given = command.subject().stream()
                .map(address -> AddressKeys.keyed(tenant.keys(), address))
                .toList();
        List<List<KeyedAddress>> covered = new ArrayList<>();
        for (int i = 0; i < command.decisions().size(); i++) {
            RequestedDecision decision = command.decisions().get(i);
            List<KeyedAddress> known = subject.reachableOn(decision.channel());
            List<KeyedAddress> narrow = known.stream().filter(given::contains).toList();
            boolean grants = decision.action() == ConsentAction.GRANT || decision.action() == ConsentAction.RENEW;
            if (grants && known.isEmpty()) {
                throw new RefusedException(
                        ProblemType.INVALID,
                        "A consent needs an address that its channel reaches.",
                        List.of(new Violation(
                                "decisions[" + i + "].channel",
                                "no-address",
                                "no address of this channel is given or known")));
            }
            covered.add(grants && !narrow.isEmpty() ? narrow : known);
        }
        return covered;
    }
}

package io.consentry.consent.ledger;

import io.consentry.consent.facts.ActivityFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.FlagFact;
import io.consentry.consent.facts.PreferenceFact;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectResolver;
import io.consentry.consent.subject.SubjectResolver.Resolved;
import io.consentry.contract.AddressKey;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        return subjects.resolve(transaction, tenant, command.subject()).chain(resolved -> ledger.person(
                        transaction, tenant.id(), resolved.subject().id())
                .chain(person -> record(transaction, tenant, resolved, person, command)));
    }

    private Uni<Recorded> record(
            SqlConnection transaction, Tenant tenant, Resolved resolved, ContactFacts person, RecordConsent command) {
        Subject subject = resolved.subject();
        List<List<KeyedAddress>> covered = covered(tenant, subject, command);
        Set<KeyedAddress> touched = new TreeSet<>(command.asks() ? subject.reachableOn(null) : subject.externalIds());
        covered.forEach(touched::addAll);
        command.subject().forEach(address -> touched.add(AddressKeys.keyed(tenant.keys(), address)));
        return writer.lockFacts(transaction, tenant, List.copyOf(touched))
                .call(facts -> command.asks()
                        ? writer.requireUnasked(transaction, tenant, subject.id())
                        : Uni.createFrom().voidItem())
                .chain(facts -> {
                    ConsentLedger.requireAllowed(subject.id(), command.decisions(), command.evidence(), person);
                    requireAllowedAtEach(subject, command, covered, person, facts);
                    List<RecordedEvent> own = events(subject.id(), command, covered);
                    List<RecordedEvent> all = new ArrayList<>(own);
                    resolved.twins().forEach(twin -> all.addAll(events(twin, command, covered)));
                    return writer.write(
                                    transaction,
                                    tenant,
                                    all,
                                    recorded -> evidence(command, recorded),
                                    withWhatThePersonCarries(subject, facts))
                            .map(token -> new Recorded(subject, own, token));
                });
    }

    /** The person's last word can be a consent elsewhere while an opt-out still stands on one of the addresses. */
    private static void requireAllowedAtEach(
            Subject subject,
            RecordConsent command,
            List<List<KeyedAddress>> covered,
            ContactFacts person,
            Map<AddressKey, ContactFacts> facts) {
        for (int i = 0; i < covered.size(); i++) {
            RequestedDecision decision = command.decisions().get(i);
            List<ContactFacts> reached = covered.get(i).stream()
                    .map(address -> facts.getOrDefault(address.key(), ContactFacts.EMPTY))
                    .toList();
            for (ContactFacts known : reached) {
                ConsentLedger.requireAllowed(i, subject.id(), decision, command.evidence(), known);
            }
            if (decision.asks()) {
                ApproachRules.requireAllowed("decisions[" + i + "]", decision, person, facts.values(), reached);
            }
        }
    }

    /**
     * A suppression of the tenant's number of a person, and the person's flags, wishes and activity, hold at every address of the person, those added later
     * included. Of what others agreed about hours at an address, nothing holds while this person has not.
     */
    static Map<AddressKey, ContactFacts> withWhatThePersonCarries(
            Subject subject, Map<AddressKey, ContactFacts> facts) {
        Map<AddressKey, ContactFacts> all = new TreeMap<>(facts);
        for (KeyedAddress name : subject.externalIds()) {
            ContactFacts named = facts.getOrDefault(name.key(), ContactFacts.EMPTY);
            all.replaceAll((key, known) -> known.withSuppressionsOf(named));
        }
        List<FlagFact> flags = facts.values().stream()
                .flatMap(known -> known.flagsOf(subject.id()))
                .distinct()
                .toList();
        List<PreferenceFact> wishes = facts.values().stream()
                .flatMap(known -> known.preferencesOf(subject.id()))
                .distinct()
                .toList();
        List<ActivityFact> active = facts.values().stream()
                .flatMap(known -> known.activities().stream())
                .filter(activity -> activity.subjectId().equals(subject.id()))
                .distinct()
                .toList();
        all.replaceAll((key, known) -> known.withFlags(flags)
                .withPreferences(wishes)
                .withActivities(active)
                .withPeople(List.of(subject.id())));
        return all;
    }

    /** What proves one event: what proves them all, and what its own decision rests on. No two are of one purpose and channel. */
    private static Evidence evidence(RecordConsent command, RecordedEvent recorded) {
        ConsentChange change = recorded.event().change();
        return command.decisions().stream()
                .filter(decision ->
                        Objects.equals(decision.purpose(), change.purpose()) && decision.channel() == change.channel())
                .map(RequestedDecision::softOptIn)
                .filter(Objects::nonNull)
                .findFirst()
                .map(command.evidence()::withSoftOptIn)
                .orElse(command.evidence());
    }

    /** What a person's own consent says of the person's twin: the same, as far as the twin has the addresses. */
    private List<RecordedEvent> events(Subject twin, RecordConsent command, List<List<KeyedAddress>> covered) {
        if (!command.evidence().isOwnAct()) {
            return List.of();
        }
        List<RequestedDecision> grants = new ArrayList<>();
        List<List<KeyedAddress>> shared = new ArrayList<>();
        for (int i = 0; i < covered.size(); i++) {
            List<KeyedAddress> common =
                    covered.get(i).stream().filter(twin::has).toList();
            RequestedDecision decision = command.decisions().get(i);
            if (!common.isEmpty() && decision.action().gives() && decision.softOptIn() == null) {
                grants.add(decision);
                shared.add(common);
            }
        }
        return events(twin.id(), new RecordConsent(List.of(), grants, command.evidence()), shared);
    }

    private List<RecordedEvent> events(SubjectId subject, RecordConsent command, List<List<KeyedAddress>> covered) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < command.decisions().size(); i++) {
            events.add(new RecordedEvent(
                    UUID.randomUUID(),
                    ConsentLedger.event(
                            subject,
                            command.decisions().get(i),
                            covered.get(i),
                            command.evidence(),
                            recordedAt,
                            null)));
        }
        return events;
    }

    /**
     * The addresses of each decision. A grant, and a request for one, covers those given with it or, when none is, those known (capability
     * C8: narrow); an opt-out covers all that are known (wide).
     */
    static List<List<KeyedAddress>> covered(Tenant tenant, Subject subject, RecordConsent command) {
        List<KeyedAddress> given = command.subject().stream()
                .map(address -> AddressKeys.keyed(tenant.keys(), address))
                .toList();
        List<List<KeyedAddress>> covered = new ArrayList<>();
        for (int i = 0; i < command.decisions().size(); i++) {
            RequestedDecision decision = command.decisions().get(i);
            List<KeyedAddress> known = subject.reachableOn(decision.channel());
            List<KeyedAddress> narrow = known.stream().filter(given::contains).toList();
            boolean isNarrow = decision.action().gives() || decision.asks();
            if (isNarrow && known.isEmpty()) {
                throw new RefusedException(
                        ProblemType.INVALID,
                        "A consent, and a request for one, needs an address that its channel reaches.",
                        List.of(new Violation(
                                "decisions[" + i + "].channel",
                                "no-address",
                                "no address of this channel is given or known")));
            }
            covered.add(isNarrow && !narrow.isEmpty() ? narrow : known);
        }
        return covered;
    }
}

package io.consentry.consent.check;

import io.consentry.consent.check.CheckAnswer.Result;
import io.consentry.consent.check.Consistency.AtLeast;
import io.consentry.consent.check.Consistency.WithinLimit;
import io.consentry.consent.check.FactsReader.Reading;
import io.consentry.consent.decision.DecisionPolicy;
import io.consentry.consent.decision.Recipient;
import io.consentry.consent.decision.SendQuestion;
import io.consentry.consent.decision.Situation;
import io.consentry.consent.decision.Verdict;
import io.consentry.consent.decisionlog.DecisionLog;
import io.consentry.consent.explain.DecisionIds;
import io.consentry.consent.hours.HoursDirectory;
import io.consentry.consent.hours.HoursDirectory.Revised;
import io.consentry.consent.notice.NoticeDirectory;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.contract.AddressKey;
import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers questions: finds the addresses, reads what is known of them at one moment, and lets the policy decide. */
@ApplicationScoped
class Checker {

    private final RecipientAddresses recipients;
    private final FactsReader reader;
    private final HoursDirectory hours;
    private final NoticeDirectory notices;
    private final DecisionLog log;
    private final CheckMetrics metrics;
    private final CheckConfig config;
    private final Clock clock;
    private final SteadyAge steadyAge = new SteadyAge(System::nanoTime);

    Checker(
            RecipientAddresses recipients,
            FactsReader reader,
            HoursDirectory hours,
            NoticeDirectory notices,
            DecisionLog log,
            CheckMetrics metrics,
            CheckConfig config,
            Clock clock) {
        this.recipients = recipients;
        this.reader = reader;
        this.hours = hours;
        this.notices = notices;
        this.log = log;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    Uni<CheckAnswer> check(Tenant tenant, List<AskedCheck> checks, Consistency consistency) {
        return check(tenant, checks, consistency, reader.expectsAliases(tenant.id()));
    }

    /** Asks about aliases where they are expected; where only the reading tells that they count, once more with them. */
    private Uni<CheckAnswer> check(
            Tenant tenant, List<AskedCheck> checks, Consistency consistency, boolean withAliases) {
        return recipients.of(tenant, checks, withAliases).chain(asked -> read(tenant, asked, consistency)
                .chain(reading -> reading.foreignHashes() && !withAliases
                        ? check(tenant, checks, consistency, true)
                        : conditions(tenant)
                                .map(conditions -> answer(tenant, checks, asked, reading, conditions, consistency))));
    }

    /**
     * What is remembered for a second: it costs no round trip but the first. Looked up after the reading, for that may have waited for a
     * token longer than that.
     */
    private Uni<Conditions> conditions(Tenant tenant) {
        return hours.of(tenant.settings())
                .chain(open -> notices.of(tenant.id()).map(published -> new Conditions(open, published)));
    }

    private record Conditions(Revised open, PublishedNotices notices) {}

    private Uni<Reading> read(Tenant tenant, List<Recipient> recipientsAsked, Consistency consistency) {
        List<AddressKey> all = recipientsAsked.stream().flatMap(Recipient::keys).toList();
        Instant deadline = clock.instant().plus(config.tokenWaitMax());
        return awaitWrite(tenant, consistency, deadline).chain(() -> reader.read(tenant.id(), all));
    }

    /** Looks at the progress alone while it waits: a token of a distant future must not cost more than that. */
    private Uni<Void> awaitWrite(Tenant tenant, Consistency consistency, Instant deadline) {
        if (!(consistency instanceof AtLeast atLeast) || ProjectionState.isOwn(atLeast.token())) {
            return Uni.createFrom().voidItem();
        }
        return reader.read(tenant.id(), List.of())
                .chain(reading -> reading.state().includes(atLeast.token())
                        ? Uni.createFrom().voidItem()
                        : lookAgain(tenant, consistency, deadline));
    }

    private Uni<Void> lookAgain(Tenant tenant, Consistency consistency, Instant deadline) {
        if (!clock.instant().isBefore(deadline)) {
            throw notFresh();
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(config.tokenPoll())
                .chain(() -> awaitWrite(tenant, consistency, deadline));
    }

    private CheckAnswer answer(
            Tenant tenant,
            List<AskedCheck> checks,
            List<Recipient> asked,
            Reading reading,
            Conditions conditions,
            Consistency consistency) {
        Instant now = clock.instant();
        Optional<Duration> age = reading.state().age(now, steadyAge);
        boolean fresh =
                age.filter(value -> value.compareTo(config.stalenessMax()) <= 0).isPresent();
        if (!fresh && !(consistency instanceof WithinLimit)) {
            throw notFresh();
        }
        Situation situation = new Situation(
                tenant.status(),
                tenant.settings(),
                conditions.open().hours(),
                fresh,
                reading.state().cleansedAt(OptOutRegistry.NCC),
                conditions.notices());
        DecisionIds ids = new DecisionIds(
                tenant,
                now,
                fresh,
                reading.state().snapshot(),
                conditions.open().revision(),
                conditions.notices().revision());
        List<Result> results = new ArrayList<>(checks.size());
        for (int i = 0; i < checks.size(); i++) {
            Recipient recipient = asked.get(i).withAliases(reading::knows);
            SendQuestion question = recipient.addresses().isEmpty()
                    ? checks.get(i).question().withoutRecipient()
                    : checks.get(i).question();
            Verdict verdict =
                    DecisionPolicy.decide(recipient.facts(question, reading::of, now), question, situation, now);
            String id = ids.of(recipient, question, verdict);
            log.note(tenant, now, question, verdict, id);
            Result result = Result.of(verdict, id);
            metrics.decided(result);
            results.add(result);
        }
        return new CheckAnswer(
                results,
                now,
                reading.state().position().text(),
                age.map(Duration::toMillis).orElse(null));
    }

    private RefusedException notFresh() {
        metrics.notFresh();
        return new RefusedException(
                ProblemType.NOT_FRESH_ENOUGH, "What is known is not fresh enough yet; do not send, and ask again.");
    }
}

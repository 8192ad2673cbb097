package io.consentry.suppression.feedback;

import io.consentry.contract.SuppressionReason;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.entry.ReportedAddress;
import io.consentry.suppression.entry.ReportedSuppressions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Applies reports, each once: seeing it again changes nothing and answers how things stand. */
@ApplicationScoped
class Feedback {

    private final FeedbackStore store;
    private final FeedbackSettingsStore settings;
    private final ReportedSuppressions suppressions;
    private final FeedbackConfig config;
    private final Clock clock;

    Feedback(
            FeedbackStore store,
            FeedbackSettingsStore settings,
            ReportedSuppressions suppressions,
            FeedbackConfig config,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.suppressions = suppressions;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Applies what one message of a mail system says.
     *
     * @param transaction scoped to the tenant
     * @param digest what makes the message the same as another, keyed with the tenant's key
     */
    Uni<List<RecipientOutcome>> apply(SqlConnection transaction, Tenant tenant, byte[] digest, List<Report> reports) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return rule(transaction, tenant).chain(rule -> store.forget(
                        transaction, tenant.id(), now.minus(config.memory()), countsSince(rule, now))
                .chain(() -> store.see(transaction, tenant.id(), digest, now))
                .map(first -> new Application(transaction, tenant, digest, rule, now, first))
                .chain(application -> Multi.createFrom()
                        .iterable(inLockOrder(reports))
                        .onItem()
                        .transformToUniAndConcatenate(application::of)
                        .collect()
                        .asList()));
    }

    private Uni<SoftBounceRule> rule(SqlConnection transaction, Tenant tenant) {
        return settings.find(transaction, tenant).map(stored -> {
            SoftBounceRule own = stored.settings().softBounce();
            return own == null ? config.softBounceRule() : own;
        });
    }

    /** Always the same, so that two messages about the same addresses do not wait for each other. */
    private static List<Report> inLockOrder(List<Report> reports) {
        return reports.stream().sorted(Comparator.comparing(Feedback::lockName)).toList();
    }

    private static String lockName(Report report) {
        ReportedAddress address = report.address();
        return address == null ? "" : address.address().key().value();
    }

    private static Instant countsSince(SoftBounceRule rule, Instant now) {
        return now.minus(Duration.ofDays(rule.days()));
    }

    /** One message being applied. */
    private final class Application {

        private final SqlConnection transaction;
        private final Tenant tenant;
        private final byte[] digest;
        private final SoftBounceRule rule;
        private final Instant now;
        private final boolean first;

        Application(
                SqlConnection transaction,
                Tenant tenant,
                byte[] digest,
                SoftBounceRule rule,
                Instant now,
                boolean first) {
            this.transaction = transaction;
            this.tenant = tenant;
            this.digest = digest;
            this.rule = rule;
            this.now = now;
            this.first = first;
        }

        Uni<RecipientOutcome> of(Report report) {
            ReportedAddress address = report.address();
            if (address == null) {
                return Uni.createFrom().item(new RecipientOutcome(null, Outcome.IGNORED, report.status(), null));
            }
            return switch (report.verdict()) {
                case HARD -> suppressed(report, address, SuppressionReason.HARD_BOUNCE);
                case COMPLAINT -> suppressed(report, address, SuppressionReason.COMPLAINT);
                case OPT_OUT -> suppressed(report, address, SuppressionReason.OPT_OUT);
                case SOFT -> counted(report, address);
                case NONE ->
                    Uni.createFrom()
                            .item(new RecipientOutcome(address.masked(), Outcome.IGNORED, report.status(), null));
            };
        }

        private Uni<RecipientOutcome> suppressed(Report report, ReportedAddress address, SuppressionReason reason) {
            return suppressions
                    .lock(transaction, tenant, address)
                    .chain(() -> first
                            ? suppressions
                                    .suppress(transaction, tenant, address, reason, now)
                                    .map(id -> suppressed(report, address, id))
                            : standing(report, address, reason, Outcome.IGNORED));
        }

        private Uni<RecipientOutcome> counted(Report report, ReportedAddress address) {
            return suppressions
                    .lock(transaction, tenant, address)
                    .chain(() -> standing(report, address, SuppressionReason.SOFT_BOUNCE, Outcome.COUNTED))
                    .chain(standing -> first && standing.outcome() == Outcome.COUNTED
                            ? count(report, address, standing)
                            : Uni.createFrom().item(standing));
        }

        private Uni<RecipientOutcome> count(Report report, ReportedAddress address, RecipientOutcome counted) {
            return store.count(transaction, tenant.id(), address.address().key(), digest, now, countsSince(rule, now))
                    .chain(count -> count < rule.limit()
                            ? Uni.createFrom().item(counted)
                            : suppressions
                                    .suppress(transaction, tenant, address, SuppressionReason.SOFT_BOUNCE, now)
                                    .call(() -> store.reset(
                                            transaction,
                                            tenant.id(),
                                            address.address().key()))
                                    .map(id -> suppressed(report, address, id)));
        }

        /** How the address stands, where nothing is to be changed. */
        private Uni<RecipientOutcome> standing(
                Report report, ReportedAddress address, SuppressionReason reason, Outcome otherwise) {
            return suppressions.standing(transaction, tenant, address, reason).map(found -> found.map(
                            id -> suppressed(report, address, id))
                    .orElseGet(() -> new RecipientOutcome(address.masked(), otherwise, report.status(), null)));
        }

        private static RecipientOutcome suppressed(Report report, ReportedAddress address, UUID id) {
            return new RecipientOutcome(address.masked(), Outcome.SUPPRESSED, report.status(), id);
        }
    }
}

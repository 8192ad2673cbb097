package io.consentry.consent.explain;

import io.consentry.consent.decision.DecisionPolicy;
import io.consentry.consent.decision.SendQuestion;
import io.consentry.consent.decision.Situation;
import io.consentry.consent.decision.Verdict;
import io.consentry.consent.explain.MadeDecision.Asked;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.hours.HoursDirectory;
import io.consentry.consent.ledger.PastFacts;
import io.consentry.consent.notice.NoticeDirectory;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Makes a decision again, from what was known when it was made. */
@ApplicationScoped
class Replay {

    private final PastFacts facts;
    private final PurposeCatalogue purposes;
    private final HoursDirectory hours;
    private final NoticeDirectory notices;

    Replay(PastFacts facts, PurposeCatalogue purposes, HoursDirectory hours, NoticeDirectory notices) {
        this.facts = facts;
        this.purposes = purposes;
        this.hours = hours;
        this.notices = notices;
    }

    /** The verdict, and the facts that it rests on. */
    record Replayed(Verdict verdict, ContactFacts facts) {}

    private record PastTenant(TenantStatus status, TenantSettings settings) {}

    /** Refuses what an earlier policy decided: this one may see it differently. */
    Uni<Replayed> replay(SqlConnection transaction, TenantId tenant, MadeDecision made) {
        if (made.inputs().policyVersion() != DecisionPolicy.VERSION) {
            throw new RefusedException(
                    ProblemType.OTHER_POLICY,
                    "Another version of the policy decided this: replay it with release "
                            + made.inputs().policyVersion() + ".");
        }
        return situationOf(transaction, tenant, made).chain(situation -> purposeOf(transaction, tenant, made.asked())
                .map(purpose -> made.asked().question(purpose))
                .chain(question -> replay(transaction, tenant, made, question, situation)));
    }

    private Uni<Situation> situationOf(SqlConnection transaction, TenantId tenant, MadeDecision made) {
        return tenantOf(transaction, tenant, made).chain(past -> cleansedAt(transaction, tenant, made)
                .chain(cleansed -> notices.at(transaction, tenant, made.inputs().noticeRevision())
                        .chain(published -> hours.at(
                                        past.settings(), made.inputs().calendarRevision())
                                .map(revised -> new Situation(
                                        past.status(),
                                        past.settings(),
                                        revised.hours(),
                                        made.inputs().fresh(),
                                        cleansed,
                                        published)))));
    }

    private Uni<Replayed> replay(
            SqlConnection transaction, TenantId tenant, MadeDecision made, SendQuestion question, Situation situation) {
        return facts.at(
                        transaction,
                        tenant,
                        made.recipient().keys().toList(),
                        made.inputs().snapshot())
                .map(known -> made.recipient()
                        .facts(
                                question,
                                key -> known.getOrDefault(key, ContactFacts.EMPTY),
                                made.inputs().at()))
                .map(known -> new Replayed(
                        DecisionPolicy.decide(
                                known, question, situation, made.inputs().at()),
                        known));
    }

    private Uni<Optional<Purpose>> purposeOf(SqlConnection transaction, TenantId tenant, Asked asked) {
        return asked.purpose() == null || asked.purposeVersion() == 0
                ? Uni.createFrom().item(Optional.empty())
                : purposes.find(transaction, tenant, asked.purpose(), asked.purposeVersion());
    }

    private static Uni<PastTenant> tenantOf(SqlConnection transaction, TenantId tenant, MadeDecision made) {
        return transaction
                .preparedQuery(
                        "select status, settings::text from tenant_version where tenant_id = $1 and version = $2")
                .execute(Tuple.of(tenant.value(), made.inputs().tenantVersion()))
                .map(rows -> {
                    if (!rows.iterator().hasNext()) {
                        throw new IllegalStateException(
                                "version " + made.inputs().tenantVersion() + " of the settings of " + tenant.value()
                                        + " is missing");
                    }
                    var row = rows.iterator().next();
                    return new PastTenant(
                            TenantStatus.of(row.getString(0)), EventJson.read(row.getString(1), TenantSettings.class));
                });
    }

    private static Uni<Optional<Instant>> cleansedAt(SqlConnection transaction, TenantId tenant, MadeDecision made) {
        return transaction
                .preparedQuery("""
                        select max(cleansed_at) from registry_state where tenant_id = $1 and registry = $2
                           and pg_visible_in_snapshot(recorded_xid, $3::text::pg_snapshot)""")
                .execute(Tuple.of(
                        tenant.value(),
                        OptOutRegistry.NCC.wireName(),
                        made.inputs().snapshot()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime(0))
                        .map(OffsetDateTime::toInstant));
    }
}

package io.consentry.consent.receipt;

import io.consentry.consent.ledger.DecisionRecord;
import io.consentry.consent.ledger.DecisionRecords;
import io.consentry.consent.notice.NoticeDigest;
import io.consentry.consent.notice.NoticeDirectory;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Reads what a receipt tells, as it was when the decision was recorded. */
@ApplicationScoped
class ReceiptReader {

    /** Of a decision from before versions were noted: the first version that is kept. */
    private static final long FIRST_VERSION = 1;

    private final DecisionRecords decisions;
    private final PurposeCatalogue purposes;
    private final NoticeDirectory notices;

    ReceiptReader(DecisionRecords decisions, PurposeCatalogue purposes, NoticeDirectory notices) {
        this.decisions = decisions;
        this.purposes = purposes;
        this.notices = notices;
    }

    /** The receipt of a decision; refuses what is none, and another tenant's, as not found. */
    Uni<Receipt> read(SqlConnection transaction, Tenant tenant, UUID eventId) {
        return decisions
                .find(transaction, tenant, eventId)
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("consent")))
                .chain(decision -> receipt(transaction, tenant.id(), decision));
    }

    Uni<Receipt> receipt(SqlConnection transaction, TenantId tenant, DecisionRecord decision) {
        return settings(transaction, tenant, decision).chain(settings -> purpose(transaction, tenant, decision)
                .chain(purpose -> notice(transaction, tenant, decision)
                        .map(notice -> new Receipt(
                                decision.id(),
                                tenant,
                                settings,
                                decision.event(),
                                purpose.orElse(null),
                                notice.orElse(null),
                                decision.locale()))));
    }

    private static Uni<TenantSettings> settings(SqlConnection transaction, TenantId tenant, DecisionRecord decision) {
        return transaction
                .preparedQuery("""
                        select settings::text from tenant_version
                         where tenant_id = $1 and ($2::bigint is null or version = $2) order by version limit 1""")
                .execute(Tuple.tuple().addString(tenant.value()).addLong(decision.tenantVersion()))
                .map(rows -> EventJson.read(rows.iterator().next().getString(0), TenantSettings.class));
    }

    private Uni<Optional<Purpose>> purpose(SqlConnection transaction, TenantId tenant, DecisionRecord decision) {
        PurposeKey key = decision.event().change().purpose();
        Long version = decision.purposeVersion();
        return key == null
                ? Uni.createFrom().item(Optional.empty())
                : purposes.find(transaction, tenant, key, version == null ? FIRST_VERSION : version);
    }

    private Uni<Optional<NoticeDigest>> notice(SqlConnection transaction, TenantId tenant, DecisionRecord decision) {
        NoticeRef cited = decision.event().change().notice();
        Long revision = decision.noticeRevision();
        if (cited == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (revision != null) {
            return notices.digest(transaction, tenant, cited, revision);
        }
        return notices.digest(transaction, tenant, cited, Long.MAX_VALUE)
                .map(found -> found.filter(digest ->
                        !digest.publishedAt().isAfter(decision.event().change().recordedAt())));
    }
}

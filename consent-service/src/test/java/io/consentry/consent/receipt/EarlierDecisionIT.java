package io.consentry.consent.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.ledger.DecisionRecord;
import io.consentry.consent.ledger.DecisionRecords;
import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.TenantId;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions from before it was noted what was in force have receipts too, which stay as they are. */
@QuarkusTest
class EarlierDecisionIT extends WithServers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    TenantDatabase database;

    @Inject
    TenantDirectory tenants;

    @Inject
    DecisionRecords decisions;

    @Inject
    ReceiptReader reader;

    @Test
    void theirReceiptsShowTheFirstVersionsThatAreKept() {
        publishNotice("1");
        UUID id = grant();
        publishNotice("2");
        rename();

        Receipt receipt = receiptWithoutVersions(id);

        assertThat(receipt.controller().legalName()).isEqualTo("Test (Pty) Ltd");
        assertThat(receipt.purposeName()).isEqualTo("Offers");
        assertThat(receipt.notice()).isNotNull();
    }

    @Test
    void aNoticeThatWasPublishedSinceIsNotInThem() {
        UUID id = grant();
        publishNotice("1");

        assertThat(receiptWithoutVersions(id).notice()).isNull();
    }

    private Receipt receiptWithoutVersions(UUID id) {
        Tenant tenant = tenants.get(new TenantId(acme.tenant())).await().atMost(PATIENCE);
        return database.inTransaction(tenant.id(), transaction -> decisions
                        .find(transaction, tenant, id)
                        .map(found -> found.orElseThrow())
                        .map(now -> new DecisionRecord(now.id(), now.event(), now.locale(), null, null, null))
                        .chain(earlier -> reader.receipt(transaction, tenant.id(), earlier)))
                .await()
                .atMost(PATIENCE);
    }

    private UUID grant() {
        return UUID.fromString(acme.request()
                .body("""
                {"subject":{"email":"thandi@example.org"},
                 "decisions":[{"purpose":"offers","channel":"email","action":"grant"}],
                 "notice":{"key":"privacy","version":"1"},
                 "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""")
                .post("/v1/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("events[0].eventId"));
    }

    private void publishNotice(String version) {
        acme.request()
                .body("{\"text\":{\"en\":\"What we do\"},\"reason\":\"service\",\"effectiveFrom\":\"202" + version
                        + "-01-01T00:00:00Z\"}")
                .put("/v1/notices/privacy/versions/" + version)
                .then()
                .statusCode(201);
    }

    private void rename() {
        acme.request()
                .body(ConsentApi.OFFERS.replace("\"Offers\"", "\"Other offers\""))
                .put("/v1/purposes/offers")
                .then()
                .statusCode(200);
        Map<String, Object> settings = new HashMap<>(ConsentApi.settings(acme.tenant()));
        settings.remove("id");
        settings.put("legalName", "Renamed (Pty) Ltd");
        acme.request().body(settings).put("/v1/tenant").then().statusCode(200);
    }
}

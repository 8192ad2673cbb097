package io.consentry.consent.check;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.address.ForeignHash;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Entries that a list named by a hash of others' alone: the check computes the hashes of the address that it is asked about. */
@QuarkusTest
class ForeignHashIT extends WithServers {

    private static final String EMAIL = "thandi@example.org";
    private static final String PHONE = "+27821234567";
    private static final int SHA256_OF_ADDRESS = 0;
    private static final int MD5_WITHOUT_PLUS = 3;

    @Inject
    TenantDirectory tenants;

    @Test
    void anEntryByItsHashDeniesUntilItIsReleasedAndForItsTenantAlone() {
        // Given
        ConsentApi other = ConsentApi.newTenant(issuer);
        other.record(EMAIL, "grant").statusCode(201);
        acme.record(EMAIL, "grant").statusCode(201);
        acme.check(EMAIL).body("results[0].decision", is("allow"));
        String alias = alias(AddressKind.EMAIL, EMAIL, SHA256_OF_ADDRESS);

        // When
        UUID entry = suppress("email", alias, "sha256", "manual");

        // Then
        decides(EMAIL, "deny")
                .body("results[0].reasons.code", contains("SUPPRESSED_OPT_OUT"))
                .body("results[0].reasons.evidence", contains(entry.toString()));
        acme.check("Thandi@EXAMPLE.org").body("results[0].decision", is("deny"));
        acme.check("sipho@example.org").body("results[0].reasons.code", contains("NO_CONSENT"));
        other.check(EMAIL).body("results[0].decision", is("allow"));

        release("email", alias, entry);
        decides(EMAIL, "allow").body("results[0].reasons", empty());
    }

    @Test
    void aDecisionThatRestsOnSuchAnEntryIsExplainedByIt() {
        acme.record(EMAIL, "grant").statusCode(201);
        String alias = alias(AddressKind.EMAIL, EMAIL, SHA256_OF_ADDRESS);
        UUID entry = suppress("email", alias, "sha256", "complaint");
        String id = decides(EMAIL, "deny").extract().path("results[0].decisionId");
        release("email", alias, entry);
        decides(EMAIL, "allow");

        acme.request()
                .get("/v1/decisions/" + id)
                .then()
                .statusCode(200)
                .body("agrees", is(true))
                .body("replayed.reasons.code", contains("SUPPRESSED_COMPLAINT"))
                .body("recipients", contains("t***@example.org"))
                .body("evidence.id", contains(entry.toString()));
    }

    @Test
    void aHashOfATelephoneNumberHoldsAlsoForWhoIsAskedForByTheTenantsNumber() {
        acme.request().body("""
                {"subject":{"phone":"%s","externalId":"crm-7"},"decisions":[{"purpose":"offers","channel":"sms","action":"grant"}],
                 "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""".formatted(PHONE)).post("/v1/consents").then().statusCode(201);
        checkNumber().body("results[0].decision", is("allow"));

        UUID entry = suppress("phone", alias(AddressKind.PHONE, PHONE, MD5_WITHOUT_PLUS), "md5", "manual");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> checkNumber().body("results[0].reasons.evidence", contains(entry.toString())));
    }

    @Test
    void thePersonsOwnLaterConsentLiftsTheirOptOutAndAnEndedHoldLeavesConsentFromBeforeVoid() {
        // Given
        String alias = alias(AddressKind.EMAIL, EMAIL, SHA256_OF_ADDRESS);
        UUID entry = suppress("email", alias, "sha256", "opt_out");
        UUID complaint = suppress("email", alias, "sha256", "complaint");
        decides(EMAIL, "deny").body("results[0].reasons.evidence", hasItem(entry.toString()));

        // When
        acme.record(EMAIL, "grant").statusCode(201);

        // Then
        acme.check(EMAIL).body("results[0].reasons.evidence", contains(complaint.toString()));
        publish(alias, "minimised", """
                {"suppressionId":"%s","address":{"kind":"email","key":"%s"},"minimisedAt":"2026-06-02T10:00:00Z"}""".formatted(entry, alias));
        release("email", alias, complaint);
        decides(EMAIL, "allow");
    }

    @Test
    void anEntryThatCannotBeAppliedFailsClosed() {
        acme.record(EMAIL, "grant").statusCode(201);
        acme.check(EMAIL).body("results[0].decision", is("allow"));

        publish(alias(AddressKind.EMAIL, EMAIL, SHA256_OF_ADDRESS), "added", "{\"suppressionId\":\"not a uuid\"}");

        decides(EMAIL, "deny").body("results[0].reasons.code", contains("DEPENDENCY_UNAVAILABLE"));
        acme.check("sipho@example.org").body("results[0].reasons.code", contains("NO_CONSENT"));
    }

    @Test
    void anImportGrantsNothingToWhomTheListNamesByAHash() {
        UUID entry = suppress("email", alias(AddressKind.EMAIL, EMAIL, SHA256_OF_ADDRESS), "sha256", "manual");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> acme.check(EMAIL).body("results[0].reasons.evidence", hasItem(entry.toString())));

        String id = acme.request()
                .contentType("text/csv")
                .header("Import-Terms", """
                        {"sourceKind":"crm","source":"CRM export","basis":"consent","attestation":{"by":"Jane Doe","statement":"All ticked the box",\
                        "noticeGivenBy":"Acme","noticeGivenAt":"2026-01-01T00:00:00Z"},"defaults":{"purpose":"offers","channel":"email",\
                        "affirmativeAction":"ticked_box","wording":"Yes, send me offers"}}""")
                .body(("email,action,occurredAt\n" + EMAIL + ",grant,2026-10-01T08:00:00Z\n"
                                + "sipho@example.org,grant,2026-10-01T08:00:00Z\n")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> acme.request()
                .get("/v1/imports/" + id)
                .then()
                .body("state", is("done"))
                .body("outcomes.suppressed.lines", contains(2))
                .body("outcomes.granted.lines", contains(3)));
    }

    private ValidatableResponse decides(String email, String decision) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> acme.check(email).body("results[0].decision", is(decision)));
        return acme.check(email);
    }

    private ValidatableResponse checkNumber() {
        return acme.request()
                .body("""
                {"checks":[{"recipient":{"externalId":"crm-7"},"channel":"sms","purpose":"offers","sendAt":"%s"}]}""".formatted(ConsentApi.IN_CONTACT_HOURS))
                .post("/v1/check")
                .then();
    }

    private UUID suppress(String kind, String alias, String hash, String reason) {
        UUID entry = UUID.randomUUID();
        publish(alias, "added", """
                {"suppressionId":"%s","address":{"kind":"%s","key":"%s"},"reason":"%s","origin":"%s","since":"%s",
                 "foreignHash":"%s"}""".formatted(
                        entry,
                        kind,
                        alias,
                        reason,
                        reason.equals("opt_out") ? "recipient" : "tenant",
                        Instant.parse("2026-06-01T10:00:00Z"),
                        hash));
        return entry;
    }

    private void release(String kind, String alias, UUID entry) {
        publish(alias, "released", """
                {"suppressionId":"%s","address":{"kind":"%s","key":"%s"},"releasedAt":"2026-06-02T10:00:00Z"}""".formatted(entry, kind, alias));
    }

    private void publish(String alias, String what, String data) {
        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                acme.tenant(),
                alias,
                "io.consentry.suppression." + what + ".v1",
                System.nanoTime() + ".1",
                data,
                UUID.randomUUID());
    }

    private String alias(AddressKind kind, String text, int which) {
        Address address = new AddressNormaliser().normalise(kind, text, "ZA");
        return tenants.get(new TenantId(acme.tenant()))
                .map(tenant -> ForeignHash.aliases(tenant.keys(), address))
                .map(List::copyOf)
                .map(aliases -> aliases.get(which).value())
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}

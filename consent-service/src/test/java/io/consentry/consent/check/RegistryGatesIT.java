package io.consentry.consent.check;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistryGatesIT extends WithServers {

    private static final String LAPSED = ncc("2026-02-01T00:00:00Z");
    private static final String VALID = ncc("2100-01-01T00:00:00Z");

    @Test
    void aCleanseRunMakesTheListFreshForItsTenantAlone() {
        // Given
        ConsentApi shop = ConsentApi.newTenantWithAStaleList(issuer);
        ConsentApi other = ConsentApi.newTenantWithAStaleList(issuer);
        shop.record("thandi@example.org", "grant").statusCode(201);
        shop.check("thandi@example.org")
                .body("results[0].decision", is("deny"))
                .body("results[0].reasons.code", contains("NCC_STALE"))
                .body("results[0].reasons[0].detail", containsString("POST /v1/registries/ncc/runs"));

        // When
        cleanse(shop, "ncc", Instant.now(), UUID.randomUUID());

        // Then
        await().untilAsserted(() -> shop.check("thandi@example.org").body("results[0].decision", is("allow")));
        other.check("thandi@example.org").body("results[0].reasons.code", hasItem("NCC_STALE"));
    }

    @Test
    void aRunOfThirtyOneDaysAgoAndOneOfAnotherRegistryLeaveItStale() {
        ConsentApi shop = ConsentApi.newTenantWithAStaleList(issuer);
        shop.record("thandi@example.org", "grant").statusCode(201);
        UUID old = UUID.randomUUID();

        cleanse(shop, "dmasa", Instant.now(), UUID.randomUUID());
        cleanse(shop, "ncc", Instant.now().minus(Duration.ofDays(31)), old);
        cleanse(shop, "ncc", Instant.now().minus(Duration.ofDays(31)), old);

        await().untilAsserted(() -> shop.check("thandi@example.org")
                .body("results[0].reasons.code", contains("NCC_STALE"))
                .body("results[0].reasons[0].detail", containsString("more than 30 days ago")));
    }

    @Test
    void aMessageThatIsNotMarketingNeedsNoRegistry() {
        ConsentApi shop = ConsentApi.newTenantWithAStaleList(issuer);

        shop.request().body("""
                    {"checks":[{"recipient":{"email":"thandi@example.org"},"channel":"email","messageClass":"service"}]}""").post("/v1/check").then().body("results[0].decision", is("allow"));
    }

    @Test
    void aLapsedRegistrationDeniesUntilItIsRenewed() {
        acme.record("thandi@example.org", "grant").statusCode(201);

        change(LAPSED).statusCode(200).body("settings.registries.ncc.renewsAt", is("2026-02-01T00:00:00Z"));
        await().untilAsserted(() -> acme.check("thandi@example.org")
                .body("results[0].reasons.code", contains("TENANT_NOT_REGISTERED"))
                .body("results[0].reasons[0].detail", containsString("Renew it with the NCC")));

        change(VALID).statusCode(200);
        await().untilAsserted(() -> acme.check("thandi@example.org").body("results[0].decision", is("allow")));
    }

    @Test
    void consentOutweighsABlockOnlyWithARecordedSignOff() {
        change(VALID + ",\"blockOverridesConsent\":false")
                .statusCode(422)
                .body("violations.path", contains("registries.signOff"))
                .body("violations[0].message", containsString("A-17"));
        change(VALID + ",\"blockOverridesConsent\":false,\"signOff\":{\"by\":\"N. Dlamini\",\"at\":\"soon\"}")
                .statusCode(422)
                .body("violations.path", hasItem("registries.signOff.at"))
                .body("violations.path", hasItem("registries.signOff.reference"));

        change(VALID + ",\"blockOverridesConsent\":false,\"signOff\":{\"by\":\"N. Dlamini\","
                        + "\"at\":\"2026-11-01T08:00:00Z\",\"reference\":\"LEGAL-88\"}")
                .statusCode(200)
                .body("settings.registries.signOff.reference", is("LEGAL-88"));
        acme.request().get("/v1/tenant").then().body("settings.registries.blockOverridesConsent", is(false));
    }

    @Test
    void aRegistrationNeedsItsNumberAndDatesInOrder() {
        change("\"ncc\":{\"registeredAt\":\"2026-02-01T00:00:00Z\"}")
                .statusCode(422)
                .body("violations.path", contains("registries.ncc.number", "registries.ncc.renewsAt"));
        change(ncc("2025-01-01T00:00:00Z"))
                .statusCode(422)
                .body("violations.path", contains("registries.ncc.renewsAt"));
    }

    private static String ncc(String renewsAt) {
        return "\"ncc\":{\"number\":\"NCC-1\",\"registeredAt\":\"2026-01-01T00:00:00Z\",\"renewsAt\":\"" + renewsAt
                + "\"}";
    }

    private ValidatableResponse change(String registries) {
        return acme.request()
                .body(
                        "{\"legalName\":\"Test (Pty) Ltd\",\"tradingName\":\"Test\",\"contact\":{\"email\":\"privacy@test.example\"},"
                                + "\"registries\":{" + registries + "}}")
                .put("/v1/tenant")
                .then();
    }

    private void cleanse(ConsentApi shop, String registry, Instant at, UUID run) {
        neighbours.publish(
                Topic.SUPPRESSION_EVENTS,
                shop.tenant(),
                "registry:" + registry,
                "io.consentry.registry.cleansed.v1",
                System.nanoTime() + ".1",
                """
                {"runId":"%s","registry":"%s","cleansedAt":"%s"}""".formatted(run, registry, at),
                UUID.randomUUID());
    }
}

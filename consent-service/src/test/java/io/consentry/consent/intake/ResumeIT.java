package io.consentry.consent.intake;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rule D-05: who resumes at WhatsApp what they had stopped there takes exactly that opt-out back. */
@QuarkusTest
class ResumeIT extends WithServers {

    private static final String PHONE = "+27821234567";
    private static final String GRANT = """
            {"subject":{"phone":"%s"},"decisions":[{"purpose":"offers","channel":"whatsapp","action":"%s"}],
             "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""";

    @Inject
    TenantDirectory tenants;

    @Test
    void theStopIsTakenBackAndTheConsentThatItHadEndedStandsAgain() {
        String subject = record("grant");
        UUID stop = stop();
        decides("deny");

        resume(stop, "subject");

        decides("allow");
        history(subject)
                .body(
                        "events.status",
                        contains("ConsentGiven", "ConsentWithdrawn", "ConsentInvalidated", "ConsentGiven"))
                .body("events[2].change.actor", is("subject"))
                .body("events[2].change.method", is("whatsapp_button"))
                .body("events[3].change.method", is("subscription_form"));
    }

    @Test
    void resumingCreatesNoConsent() {
        UUID stop = stop();
        String subject = awaitSubject();

        resume(stop, "subject");

        await().untilAsserted(() ->
                history(subject).body("events.status", contains("ConsentWithdrawn", "ConsentInvalidated")));
        check().body("results[0].reasons.code", contains("NO_CONSENT"));
    }

    @Test
    void anotherOptOutStaysAndSoDoesWhatTheTenantFindsToBeNone() {
        String subject = record("grant");
        UUID stop = stop();
        decides("deny");
        record("withdraw");
        resume(stop, "subject");
        UUID marker = stop();
        await().untilAsserted(() -> history(subject).body("events.change.cause", hasItem(marker.toString())));
        check().body("results[0].decision", is("deny"));

        String other = record("+27829990118", "grant");
        UUID held = stop("+27829990118");
        await().untilAsserted(() -> history(other).body("events.status", contains("ConsentGiven", "ConsentWithdrawn")));
        resume(held, "agent", "+27829990118");

        await().untilAsserted(() ->
                history(other).body("events.status", contains("ConsentGiven", "ConsentWithdrawn", "ConsentGiven")));
    }

    private String record(String action) {
        return record(PHONE, action);
    }

    private String record(String phone, String action) {
        return acme.request()
                .body(GRANT.formatted(phone, action))
                .post("/v1/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("subjectId");
    }

    private void decides(String decision) {
        await().untilAsserted(() -> check().body("results[0].decision", is(decision)));
    }

    private ValidatableResponse check() {
        return acme.request()
                .body("""
                {"checks":[{"recipient":{"phone":"%s"},"channel":"whatsapp","purpose":"offers","sendAt":"%s"}]}""".formatted(PHONE, ConsentApi.IN_CONTACT_HOURS))
                .post("/v1/check")
                .then();
    }

    private ValidatableResponse history(String subject) {
        return acme.request().get("/v1/subjects/" + subject + "/history").then().statusCode(200);
    }

    private String awaitSubject() {
        return await().until(
                        () -> acme.request()
                                .body("{\"identifier\":{\"phone\":\"" + PHONE + "\"}}")
                                .post("/v1/subjects/lookup")
                                .then()
                                .extract()
                                .<String>path("subjectId"),
                        found -> found != null);
    }

    private UUID stop() {
        return stop(PHONE);
    }

    private UUID stop(String phone) {
        return publish(phone, "received", """
                {"address":{"kind":"phone","key":"%s"},"channel":"whatsapp","occurredAt":"%s","method":"whatsapp_button"}""".formatted(key(phone), Instant.now()));
    }

    private void resume(UUID stop, String actor) {
        resume(stop, actor, PHONE);
    }

    private void resume(UUID stop, String actor, String phone) {
        publish(phone, "undone", """
                {"address":{"kind":"phone","key":"%s"},"withdrawal":"%s","occurredAt":"%s","actor":"%s"}""".formatted(key(phone), stop, Instant.now(), actor));
    }

    private UUID publish(String phone, String what, String data) {
        return neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key(phone),
                "io.consentry.preference.withdrawal-" + what + ".v1",
                System.nanoTime() + ".1",
                data,
                UUID.randomUUID());
    }

    private String key(String phone) {
        return tenants.get(new TenantId(acme.tenant()))
                .map(tenant -> AddressKeys.key(
                                tenant.keys(), new AddressNormaliser().normalise(AddressKind.PHONE, phone, "ZA"))
                        .value())
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}

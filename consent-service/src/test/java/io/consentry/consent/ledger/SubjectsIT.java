package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Identifiers, merges and their undoing, and numbers that change hands (capability C8), over HTTP. */
@QuarkusTest
class SubjectsIT extends WithServers {

    private static final String ONE = "one@example.org";
    private static final String OTHER = "other@example.org";

    @Test
    void anOptOutOfEitherDeniesBothAfterAMergeAndUndoingItRestoresWhatWasBefore() {
        String one = subject(ONE, "grant");
        String other = subject(OTHER, "grant");
        acme.record(OTHER, "withdraw").statusCode(201);
        allowed(ONE);
        denied(OTHER);
        String before = decide(ONE);

        String merge = merge(one, other)
                .statusCode(201)
                .body("subjectId", is(one))
                .extract()
                .path("eventId");

        denied(ONE);
        denied(OTHER);
        String merged = decide(ONE);
        for (String email : List.of(ONE, OTHER)) {
            lookup(email, "")
                    .body("subjectId", is(one))
                    .body("identifiers.masked", containsInAnyOrder("o***@example.org", "o***@example.org"))
                    .body("consents.status", contains("ConsentWithdrawn"));
        }

        unmerge(merge).statusCode(201);

        allowed(ONE);
        denied(OTHER);
        lookup(ONE, "").body("subjectId", is(one)).body("consents.status", contains("ConsentGiven"));
        lookup(OTHER, "").body("subjectId", is(other)).body("consents.status", contains("ConsentWithdrawn"));
        for (String decision : List.of(before, merged, decide(ONE))) {
            acme.request()
                    .get("/v1/decisions/" + decision)
                    .then()
                    .statusCode(200)
                    .body("agrees", is(true));
        }
        acme.request()
                .get("/v1/decisions/" + merged)
                .then()
                .body("replayed.decision", is("deny"))
                .body("evidence.what", hasItem("ConsentWithdrawn"));
    }

    @Test
    void lookupsOfThePastTellWhoWasThenOnePerson() {
        String one = subject(ONE, "grant");
        String other = subject(OTHER, "withdraw");
        Instant apart = Instant.now();
        String merge = merge(one, other).extract().path("eventId");
        Instant together = Instant.now();
        unmerge(merge).statusCode(201);

        for (String time : List.of("at", "knownAt")) {
            lookup(OTHER, ",\"" + time + "\":\"" + apart + "\"")
                    .body("subjectId", is(other))
                    .body("identifiers", hasSize(1));
            lookup(OTHER, ",\"" + time + "\":\"" + together + "\"")
                    .body("subjectId", is(one))
                    .body("identifiers", hasSize(2));
        }
        lookup(OTHER, "").body("subjectId", is(other));
        acme.request()
                .get("/v1/subjects/" + one + "/history")
                .then()
                .body(
                        "events.type",
                        contains(
                                "io.consentry.consent.given.v1",
                                "io.consentry.subject.merged.v1",
                                "io.consentry.subject.unmerged.v1"));
    }

    @Test
    void anOptOutOfTheMergedAwayOneReachesAllAddressesAndStaysWhenTheMergeIsUndone() {
        String one = subject(ONE, "grant");
        String other = subject(OTHER, "grant");
        String merge = merge(one, other).extract().path("eventId");
        allowed(ONE);
        allowed(OTHER);

        acme.record(OTHER, "withdraw").statusCode(201).body("subjectId", is(one));

        denied(ONE);
        denied(OTHER);
        unmerge(merge).statusCode(201);
        denied(ONE);
        denied(OTHER);
        acme.record(OTHER, "grant").statusCode(201).body("subjectId", is(other));
        allowed(OTHER);
        denied(ONE);
    }

    @Test
    void onlyTheMergedPersonsOwnLaterConsentLiftsTheNoOfEither() {
        String one = subject(ONE, "grant");
        String other = subject(OTHER, "withdraw");
        merge(one, other).statusCode(201);

        acme.request()
                .body(ConsentApi.decision(ONE, "grant").replace("\"actor\":\"subject\"", "\"actor\":\"agent\""))
                .post("/v1/consents")
                .then()
                .statusCode(409)
                .body("code", is("opt-out-stands"));
        denied(ONE);
        acme.record(ONE, "grant").statusCode(201);

        allowed(ONE);
        denied(OTHER);
    }

    @Test
    void aConsentOfWhoWasTakenForThePersonOpensNothingOnceTheMergeIsUndone() {
        String one = subject(ONE, "grant");
        String other = subject(OTHER, "withdraw");
        String merge = merge(one, other).extract().path("eventId");
        acme.record(OTHER, "grant").statusCode(201).body("subjectId", is(one));
        allowed(OTHER);

        unmerge(merge).statusCode(201);

        denied(OTHER);
        acme.record(OTHER, "grant").statusCode(201).body("subjectId", is(other));
        allowed(OTHER);
    }

    @Test
    void flagsOfEitherCloseBothAndComeBackToTheirOwnerOnly() {
        String one = subject(ONE, "grant");
        String other = subject(OTHER, "grant");
        flag(other, "{\"child\":true}");

        String merge = merge(one, other).extract().path("eventId");
        acme.check(ONE).body("results[0].reasons.code", contains("CHILD"));
        unmerge(merge).statusCode(201);
        allowed(ONE);
        acme.check(OTHER).body("results[0].reasons.code", contains("CHILD"));

        merge(one, other).statusCode(201);
        flag(one, "{\"restricted\":true}");
        acme.check(OTHER).body("results[0].reasons.code", containsInAnyOrder("RESTRICTED", "RESTRICTED", "CHILD"));
        flag(other, "{\"child\":false,\"restricted\":false}");
        allowed(ONE);
        allowed(OTHER);
    }

    @Test
    void chainsAreUndoneFromTheirEnd() {
        String one = subject(ONE, "grant");
        String other = subject(OTHER, "grant");
        String third = subject("third@example.org", "withdraw");
        String first = merge(other, one).extract().path("eventId");
        String second = merge(third, other).extract().path("eventId");
        denied(ONE);
        denied(OTHER);
        lookup(ONE, "").body("subjectId", is(third)).body("identifiers", hasSize(3));

        unmerge(first).statusCode(409).body("violations.code", contains("merged-since"));
        unmerge(second).statusCode(201);
        allowed(ONE);
        allowed(OTHER);
        lookup(ONE, "").body("subjectId", is(other));
        unmerge(first).statusCode(201);
        lookup(ONE, "").body("subjectId", is(one));
        unmerge(first).statusCode(409).body("violations.code", contains("already-undone"));
    }

    @Test
    void whatCannotBeMergedIsRefusedByTheRule() {
        String one = subject(ONE, "grant");
        String other = subject(OTHER, "grant");
        ConsentApi globex = ConsentApi.newTenant(issuer);
        String stranger = globex.record(ONE, "grant").extract().path("subjectId");

        merge(one, one).statusCode(422).body("violations.code", contains("same-subject"));
        merge(one, stranger).statusCode(404);
        merge(stranger, one).statusCode(404);
        merge(one, UUID.randomUUID().toString()).statusCode(404);
        acme.request()
                .body("{}")
                .post("/v1/subjects/merge")
                .then()
                .statusCode(422)
                .body("violations", hasSize(2));
        acme.requestWith("consent:read")
                .body("{}")
                .post("/v1/subjects/merge")
                .then()
                .statusCode(403);
        String merge = merge(one, other).statusCode(201).extract().path("eventId");
        merge(one, other)
                .statusCode(409)
                .body("code", is("merge-refused"))
                .body("violations.path", contains("mergedId"))
                .body("violations.code", contains("already-merged"));
        globex.request()
                .body("{\"mergeEventId\":\"" + merge + "\"}")
                .post("/v1/subjects/unmerge")
                .then()
                .statusCode(404);
        unmerge(UUID.randomUUID().toString()).statusCode(404);
    }

    @Test
    void aRepeatedMergeGetsTheFirstAnswer() {
        String body =
                "{\"survivorId\":\"%s\",\"mergedId\":\"%s\"}".formatted(subject(ONE, "grant"), subject(OTHER, "grant"));
        String first = keyed(body).statusCode(201).extract().asString();

        assertThat(keyed(body).statusCode(201).extract().asString()).isEqualTo(first);
    }

    private ValidatableResponse keyed(String body) {
        return acme.request()
                .header("Idempotency-Key", "merge-1")
                .body(body)
                .post("/v1/subjects/merge")
                .then();
    }

    @Test
    void mergesBothWaysAtOnceMakeOnePersonAndLoseNoOptOut() throws Exception {
        for (int run = 0; run < 8; run++) {
            String here = "here" + run + "@example.org";
            String there = "there" + run + "@example.org";
            String one = subject(here, "grant");
            String other = subject(there, "grant");

            List<Integer> statuses = atOnce(
                    () -> merge(one, other).extract().statusCode(),
                    () -> merge(other, one).extract().statusCode(),
                    () -> acme.record(there, "withdraw").extract().statusCode());

            assertThat(statuses.get(2)).isEqualTo(201);
            assertThat(statuses.subList(0, 2)).containsExactlyInAnyOrder(201, 409);
            denied(here);
            denied(there);
        }
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(calls.size());
        try {
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> call : pool.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @SafeVarargs
    private static List<Integer> atOnce(Callable<Integer>... calls) throws Exception {
        return atOnce(List.of(calls));
    }

    @Test
    void anIdentifierIsLinkedOnceAndItsHolderIsNotTold() {
        String one = subject(ONE, "grant");
        String other = subject(OTHER, "grant");

        link(one, "{\"identifier\":{\"phone\":\"082 123 4567\"}}")
                .statusCode(201)
                .body("identifier.kind", is("phone"))
                .body("identifier.verification", is("unverified"));
        link(one, "{\"identifier\":{\"phone\":\"+27821234567\"},\"verification\":\"verified\"}")
                .statusCode(201)
                .body("identifier.verification", is("verified"));
        link(other, "{\"identifier\":{\"phone\":\"+27821234567\"}}")
                .statusCode(409)
                .body("code", is("identifier-taken"))
                .body("violations.path", contains("identifier"))
                .body(not(containsString(one)));
        for (String identifier : List.of(
                "{\"whatsappUserId\":\"ZA.1234567\"}",
                "{\"externalId\":\"crm-7\"}",
                "{\"email\":\"second@example.org\"}")) {
            link(one, "{\"identifier\":" + identifier + "}").statusCode(201);
        }
        lookup(ONE, "")
                .body("identifiers.kind", contains("email", "phone", "whatsappUserId", "externalId", "email"))
                .body("identifiers[1].verification", is("verified"));
        link(one, "{\"identifier\":{\"phone\":\"1\",\"email\":\"x@example.org\"},\"verification\":\"maybe\"}")
                .statusCode(422)
                .body("violations.path", containsInAnyOrder("identifier", "verification"));
        link(UUID.randomUUID().toString(), "{\"identifier\":{\"externalId\":\"crm-8\"}}")
                .statusCode(404);
    }

    @Test
    void aLinkedAddressIsNotCoveredByEarlierConsentsAndClosedByFlags() {
        String one = subject(ONE, "grant");
        flag(one, "{\"restricted\":true}");

        link(one, "{\"identifier\":{\"email\":\"second@example.org\"},\"verification\":\"verified\"}")
                .statusCode(201);

        acme.check("second@example.org")
                .body("results[0].reasons.code", containsInAnyOrder("RESTRICTED", "NO_CONSENT"));
    }

    @Test
    void aPushTokenEnds() {
        acme.request()
                .body(ConsentApi.OFFERS.replace("\"email\",", "\"email\",\"push\","))
                .put("/v1/purposes/offers")
                .then()
                .statusCode(200);
        String one = subject(ONE, "grant");
        Instant end = ConsentApi.IN_CONTACT_HOURS.plus(1, ChronoUnit.HOURS);
        link(one, "{\"identifier\":{\"pushToken\":\"token-1\"},\"expiresAt\":\"" + end + "\"}")
                .statusCode(201)
                .body("identifier.expiresAt", is(end.toString()));
        String grant = ConsentApi.decision(ONE, "grant")
                .replace("\"email\":\"" + ONE + "\"", "\"email\":\"" + ONE + "\",\"pushToken\":\"token-1\"")
                .replace("\"channel\":\"email\"", "\"channel\":\"push\"");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        acme.request().body(grant).post("/v1/consents").then().statusCode(201));

        push(end.minusSeconds(1))
                .body("results[0].decision", is("allow"))
                .body("results[0].validUntil", is(end.toString()));
        push(end).body("results[0].reasons.code", contains("ADDRESS_INVALID"));
        link(one, "{\"identifier\":{\"pushToken\":\"token-2\"}}").statusCode(201);
        link(one, "{\"identifier\":{\"email\":\"" + ONE + "\"},\"expiresAt\":\"" + end + "\"}")
                .statusCode(422)
                .body("violations.code", contains("not-a-push-token"));
    }

    private ValidatableResponse push(Instant sendAt) {
        return acme.request().body("""
                    {"checks":[{"recipient":{"pushToken":"token-1"},"channel":"push","purpose":"offers","sendAt":"%s"}]}""".formatted(sendAt)).post("/v1/check").then();
    }

    @Test
    void aNumberThatChangedHandsCarriesNoConsentAndIsTheFormerHoldersNoMore() {
        sms("grant", "\"externalId\":\"crm-1\",");
        text("{\"phone\":\"+27821234567\"}").body("results[0].decision", is("allow"));
        String number = "{\"identifier\":{\"phone\":\"+27821234567\"},\"reference\":\"case 4\"}";

        acme.request()
                .body(number)
                .post("/v1/subjects/reassigned-numbers")
                .then()
                .statusCode(201)
                .body("formerHolders", hasSize(1))
                .body("ended.status", contains("ConsentExpired"));

        text("{\"phone\":\"+27821234567\"}").body("results[0].reasons.code", contains("NO_CONSENT"));
        text("{\"externalId\":\"crm-1\"}").body("results[0].decision", is("deny"));
        acme.request()
                .body(number)
                .post("/v1/subjects/reassigned-numbers")
                .then()
                .statusCode(404);
        sms("grant", "");
        text("{\"phone\":\"+27821234567\"}").body("results[0].decision", is("allow"));
        text("{\"externalId\":\"crm-1\"}").body("results[0].decision", is("deny"));
        acme.request()
                .body("{\"identifier\":{\"email\":\"" + ONE + "\"}}")
                .post("/v1/subjects/reassigned-numbers")
                .then()
                .statusCode(422)
                .body("violations.code", contains("not-a-phone"));
    }

    @Test
    void anOptOutStaysOnANumberThatChangedHandsUntilTheNewHolderConsents() {
        sms("withdraw", "\"externalId\":\"crm-1\",");
        acme.request()
                .body("{\"identifier\":{\"phone\":\"+27821234567\"}}")
                .post("/v1/subjects/reassigned-numbers")
                .then()
                .statusCode(201);

        text("{\"phone\":\"+27821234567\"}").body("results[0].reasons.code", contains("NO_CONSENT"));
        sms("grant", "");
        text("{\"phone\":\"+27821234567\"}").body("results[0].decision", is("allow"));
    }

    private void sms(String action, String others) {
        acme.request()
                .body("""
                    {"subject":{%s"phone":"+27821234567"},"decisions":[{"purpose":"offers","channel":"sms","action":"%s"}],
                     "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""".formatted(others, action))
                .post("/v1/consents")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse text(String recipient) {
        return acme.request()
                .body("""
                    {"checks":[{"recipient":%s,"channel":"sms","purpose":"offers","sendAt":"%s"}]}""".formatted(recipient, ConsentApi.IN_CONTACT_HOURS))
                .post("/v1/check")
                .then();
    }

    private String subject(String email, String action) {
        return acme.record(email, action).statusCode(201).extract().path("subjectId");
    }

    private ValidatableResponse merge(String survivor, String merged) {
        return acme.request()
                .body("{\"survivorId\":\"%s\",\"mergedId\":\"%s\",\"reference\":\"case 9\"}"
                        .formatted(survivor, merged))
                .post("/v1/subjects/merge")
                .then();
    }

    private ValidatableResponse unmerge(String event) {
        return acme.request()
                .body("{\"mergeEventId\":\"%s\"}".formatted(event))
                .post("/v1/subjects/unmerge")
                .then();
    }

    private ValidatableResponse link(String subject, String body) {
        return acme.request()
                .body(body)
                .post("/v1/subjects/" + subject + "/identifiers")
                .then();
    }

    private void flag(String subject, String body) {
        acme.request()
                .body(body)
                .post("/v1/subjects/" + subject + "/flags")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse lookup(String email, String times) {
        return acme.request()
                .body("{\"identifier\":{\"email\":\"%s\"}%s}".formatted(email, times))
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200);
    }

    private String decide(String email) {
        return acme.check(email).extract().path("results[0].decisionId");
    }

    private void allowed(String email) {
        acme.check(email).body("results[0].decision", is("allow"));
    }

    private void denied(String email) {
        acme.check(email).body("results[0].decision", is("deny"));
    }
}

package io.consentry.consent.purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Consent that must be explicit (003-04), and consent for one named affiliate or partner (001-25, 003-14). */
@QuarkusTest
class PurposeScopeIT extends WithServers {

    private static final String HEALTH = """
            {"name":{"en":"Diet tips"},"messageClass":"marketing","channels":["email"],"basis":{"popia":"consent"},
             "specialCategories":["health"]}""";

    private static final String PARTNER = """
            {"name":{"en":"Offers of %1$s"},"messageClass":"marketing","channels":["email"],"basis":{"popia":"consent"},
             "recipients":[{"name":"%1$s","role":"%2$s"},{"name":"Mailer Ltd","role":"processor"}]}""";

    @Inject
    TenantDirectory tenants;

    @Test
    void consentToSpecialCategoriesIsExplicit() {
        put("diet", HEALTH).statusCode(200).body("specialCategories", contains("health"));

        grant("diet", "subscription_form", "subject", null)
                .statusCode(422)
                .body("violations.code", contains("not-explicit"));
        grant("diet", "subscription_form", "agent", "Yes, about my health").statusCode(422);
        grant("diet", "import", "subject", "Yes, about my health").statusCode(422);
        grant("diet", "api", "subject", "Yes, about my health").statusCode(422);
        check("diet").body("results[0].reasons.code", contains("NO_CONSENT"));

        grant("diet", "subscription_form", "subject", "Yes, about my health").statusCode(201);
        check("diet").body("results[0].decision", is("allow"));
    }

    @Test
    void neitherAListNorAChoiceNorALinkWithoutWordsIsExplicit() {
        put("diet", HEALTH).statusCode(200);
        publish("io.consentry.preference.choices-submitted.v1", """
                {"address":{"kind":"email","key":"%1$s"},"locale":"en","center":1,"occurredAt":"%2$s",
                 "choices":[{"purpose":"diet","channel":"email","wanted":true},{"purpose":"offers","channel":"email","wanted":true}]}""");
        await().untilAsserted(() -> check("offers").body("results[0].decision", is("allow")));
        check("diet").body("results[0].reasons.code", contains("NO_CONSENT"));

        confirm("diet", "");
        acme.record("a@example.org", "withdraw").statusCode(201);
        confirm("offers", "");
        await().untilAsserted(() -> check("offers").body("results[0].decision", is("allow")));
        check("diet").body("results[0].reasons.code", contains("NO_CONSENT"));

        confirm("diet", "Yes, about my health");
        await().untilAsserted(() -> check("diet").body("results[0].decision", is("allow")));
    }

    @Test
    void whatConsentsWereGivenForStaysAsItWas() {
        put("offers", HEALTH).statusCode(422).body("violations.path", contains("specialCategories"));
        put("offers", PARTNER.formatted("Globex", "partner"))
                .statusCode(422)
                .body("violations.code", contains("fixed"));

        put("globex", PARTNER.formatted("Globex", "partner")).statusCode(200);
        put("globex", PARTNER.formatted("Initech", "partner"))
                .statusCode(422)
                .body("violations.path", contains("recipients"));
        put("globex", ConsentApi.OFFERS).statusCode(422).body("violations.path", contains("recipients"));
        put("globex", PARTNER.formatted("Globex", "partner").replace("Mailer", "Sender"))
                .statusCode(200)
                .body("recipients.name", containsInAnyOrder("Globex", "Sender Ltd"));
        put("diet", HEALTH).statusCode(200);
        put("diet", HEALTH.replace("[\"health\"]", "[\"health\",\"religion\"]")).statusCode(422);
    }

    @Test
    void ofManyDescriptionsAtOnceOneNamesThePartner() throws Exception {
        List<Callable<Integer>> descriptions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String partner = "Partner " + i;
            descriptions.add(() -> put("shared", PARTNER.formatted(partner, "partner"))
                    .extract()
                    .statusCode());
        }

        List<Integer> statuses = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            for (Future<Integer> answer : clients.invokeAll(descriptions)) {
                statuses.add(answer.get());
            }
        } finally {
            clients.shutdownNow();
        }

        assertThat(statuses).containsOnly(200, 422).containsOnlyOnce(200);
    }

    @Test
    void eachAffiliateAndPartnerIsNamedAndHasAConsentOfItsOwn() {
        put("both", PARTNER.formatted("Globex", "affiliate").replace("\"processor\"", "\"partner\""))
                .statusCode(422)
                .body("violations.code", hasItem("several-partners"));
        put("unnamed", PARTNER.formatted("Globex", "affiliate").replace("Offers of Globex", "Offers"))
                .statusCode(422)
                .body("violations.path", contains("name.en"))
                .body("violations.code", contains("partner-not-named"));
        put(
                        "sold",
                        PARTNER.formatted("Globex", "affiliate")
                                .replace("\"popia\":\"consent\"", "\"popia\":\"soft_opt_in\""))
                .statusCode(422)
                .body("violations.code", contains("not-own"));
        put("globex", PARTNER.formatted("Globex", "affiliate")).statusCode(200);
        put("initech", PARTNER.formatted("Initech", "affiliate")).statusCode(200);

        grant("globex", "subscription_form", "subject", null).statusCode(201);

        check("globex").body("results[0].decision", is("allow"));
        check("initech").body("results[0].reasons.code", contains("NO_CONSENT"));
        check("offers").body("results[0].reasons.code", contains("NO_CONSENT"));
    }

    @Test
    void aReceiptNamesWhoGetsTheData() {
        put(
                        "globex",
                        PARTNER.formatted("Globex", "partner")
                                .replace("\"recipients\"", "\"specialCategories\":[\"health\"],\"recipients\""))
                .statusCode(200);
        String event = grant("globex", "subscription_form", "subject", "Yes, Globex may write to me about my health")
                .statusCode(201)
                .extract()
                .path("events[0].eventId");

        acme.request()
                .get("/v1/consents/" + event + "/receipt")
                .then()
                .statusCode(200)
                .body("services[0].purposes[0].thirdPartyDisclosure", is(true))
                .body("services[0].purposes[0].thirdPartyName", is("Globex"))
                .body("sensitive", is(true))
                .body("spiCat", contains("health"));
        String document = acme.request()
                .accept("application/ld+json")
                .get("/v1/consents/" + event + "/receipt")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(document)
                .contains("\"dpv:hasName\":\"Globex\"", "\"dpv:hasName\":\"Mailer Ltd\"", "dpv:ThirdParty")
                .contains("dpv:DataProcessor", "dpv:SpecialCategoryPersonalData", event + "#recipient-1");
    }

    private ValidatableResponse put(String key, String purpose) {
        return acme.request().body(purpose).put("/v1/purposes/" + key).then();
    }

    private ValidatableResponse grant(String purpose, String method, String actor, @Nullable String wording) {
        String words = wording == null ? "" : ",\"wording\":\"" + wording + "\"";
        return acme.request()
                .body("""
                    {"subject":{"email":"a@example.org"},"decisions":[{"purpose":"%s","channel":"email","action":"grant"}],
                     "evidence":{"method":"%s","affirmativeAction":"ticked_box","actor":"%s","occurredAt":"2026-11-01T08:00:00Z"%s}}""".formatted(purpose, method, actor, words))
                .post("/v1/consents")
                .then();
    }

    private ValidatableResponse check(String purpose) {
        return acme.request()
                .body(ConsentApi.question("a@example.org").replace("\"offers\"", "\"" + purpose + "\""))
                .post("/v1/check")
                .then()
                .statusCode(200);
    }

    private void confirm(String purpose, String wording) {
        publish("io.consentry.optin.confirmed.v1", """
                {"optIn":"%3$s","address":{"kind":"email","key":"%1$s"},"grants":[{"purpose":"PURPOSE","channel":"email"}],
                 "wording":"WORDS","requestedAt":"%2$s","occurredAt":"%2$s","locale":"en"}""".replace("PURPOSE", purpose)
                .replace("WORDS", wording));
    }

    private void publish(String type, String data) {
        String key = AddressKeys.key(
                        tenants.get(new TenantId(acme.tenant()))
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(AddressKind.EMAIL, "a@example.org", "ZA"))
                .value();
        neighbours.publish(
                Topic.PREFERENCE_EVENTS,
                acme.tenant(),
                key,
                type,
                System.nanoTime() + ".1",
                data.formatted(key, Instant.now(), UUID.randomUUID()),
                UUID.randomUUID());
    }
}

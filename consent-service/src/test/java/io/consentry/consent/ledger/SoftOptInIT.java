package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The customer exception from its evidence to the check. */
@QuarkusTest
class SoftOptInIT extends WithServers {

    private static final String COMPLETE = """
            {"saleRef":"order 4711","saleAt":"2026-03-01T10:00:00Z","collectedBy":"test (pty) ltd","productCategory":"running shoes",
             "objectionOfferedAt":"2026-03-01T10:00:00Z","objectionOfferText":"Untick to get no offers","initialRefusal":false}""";

    @BeforeEach
    void letOffersRestOnIt() {
        acme.request()
                .body("""
                    {"name":{"en":"Offers"},"messageClass":"marketing","channels":["email","post"],"basis":{"popia":"consent"},
                     "softOptIn":true}""")
                .put("/v1/purposes/offers")
                .then()
                .statusCode(200)
                .body("softOptIn", is(true));
    }

    @Test
    void aCompleteOneAllowsAndTheCheckSaysOnWhatItRests() {
        String event = grant("buyer@example.org", COMPLETE)
                .statusCode(201)
                .body("events[0].basis", is("soft_opt_in"))
                .extract()
                .path("events[0].eventId");

        acme.check("buyer@example.org")
                .body("results[0].decision", is("allow"))
                .body("results[0].basis", is("soft_opt_in"))
                .body("results[0].consentEventId", is(event));
        acme.requestWith("audit:read")
                .get("/v1/consents/" + event + "/evidence")
                .then()
                .body("softOptIn.saleRef", is("order 4711"))
                .body("softOptIn.initialRefusal", is(false))
                .body("affirmativeAction", nullValue());
    }

    @Test
    void anIncompleteOneIsKeptAndDeniedUntilItIsComplete() {
        String event = grant("buyer@example.org", "{\"saleRef\":\"order 4711\",\"initialRefusal\":false}")
                .statusCode(201)
                .body("events[0].basis", is("soft_opt_in_incomplete"))
                .extract()
                .path("events[0].eventId");

        acme.check("buyer@example.org")
                .body("results[0].reasons.code", contains("SOFT_OPTIN_INCOMPLETE"))
                .body("results[0].reasons[0].evidence", is(event))
                .body("results[0].basis", nullValue());
        grant("buyer@example.org", COMPLETE).statusCode(201);
        acme.check("buyer@example.org").body("results[0].decision", is("allow"));
    }

    @Test
    void anOptOutEndsItAndItLiftsNone() {
        grant("buyer@example.org", COMPLETE).statusCode(201);
        acme.record("buyer@example.org", "withdraw").statusCode(201);
        acme.check("buyer@example.org").body("results[0].decision", is("deny"));

        grant("buyer@example.org", COMPLETE)
                .statusCode(409)
                .body("code", is("opt-out-stands"))
                .body("violations.path", contains("decisions[0]"));
        acme.check("buyer@example.org").body("results[0].reasons.code", hasItem("NO_CONSENT"));
    }

    @Test
    void whatSaysThatTheExceptionDoesNotHoldIsRefused() {
        grant("buyer@example.org", """
                {"saleRef":"%s","saleAt":"2126-03-01T10:00:00Z","collectedBy":"Test Holdings","productCategory":"shoes",
                 "objectionOfferedAt":"2026-03-01T10:00:01Z","objectionOfferText":"Untick","initialRefusal":true}""".formatted("x".repeat(201)))
                .statusCode(422)
                .body(
                        "violations.path",
                        containsInAnyOrder(
                                "decisions[0].softOptIn.saleRef",
                                "decisions[0].softOptIn.saleAt",
                                "decisions[0].softOptIn.collectedBy",
                                "decisions[0].softOptIn.objectionOfferedAt",
                                "decisions[0].softOptIn.initialRefusal"))
                .body(
                        "violations.code",
                        containsInAnyOrder("too-long", "in-the-future", "not-own", "too-late", "refused"));
        grant("buyer@example.org", "{\"objectionOfferedAt\":\"yesterday\"}")
                .statusCode(422)
                .body("violations.path", contains("decisions[0].softOptIn.objectionOfferedAt"));
        grant("buyer@example.org", "{\"sale\":1}")
                .statusCode(400)
                .body("violations[0].path", is("decisions[0].softOptIn.sale"));
    }

    @Test
    void itStandsBesideAGrantForAPurposeThatTakesOneOnly() {
        acme.request().body(ConsentApi.OFFERS).put("/v1/purposes/news").then().statusCode(200);

        acme.request()
                .body(body("buyer@example.org", "news", "grant", COMPLETE))
                .post("/v1/consents")
                .then()
                .statusCode(422)
                .body("violations.code", contains("not-a-ground"));
        acme.request()
                .body(body("buyer@example.org", "offers", "refuse", COMPLETE))
                .post("/v1/consents")
                .then()
                .statusCode(422)
                .body("violations.code", contains("not-a-grant"));
        acme.request()
                .body("""
                    {"name":{"en":"Account"},"messageClass":"service","channels":["email"],"basis":{"popia":"contract"},"softOptIn":true}""")
                .put("/v1/purposes/account")
                .then()
                .statusCode(422)
                .body("violations.path", contains("softOptIn"));
        acme.request()
                .body("""
                    {"name":{"en":"Shop"},"messageClass":"marketing","channels":["email"],"basis":{"popia":"soft_opt_in"},"softOptIn":false}""")
                .put("/v1/purposes/shop")
                .then()
                .statusCode(422)
                .body("violations.code", contains("contradiction"));
    }

    @Test
    void whatWasSoldIsSimilarToWhatThePurposeMarkets() {
        String similar = """
            {"name":{"en":"Offers"},"messageClass":"marketing","channels":["email"],"basis":{"popia":"consent"},
             "softOptIn":true,"similarTo":["%s"]}""";
        acme.request()
                .body(similar.formatted("Garden tools"))
                .put("/v1/purposes/offers")
                .then()
                .statusCode(200);
        grant("buyer@example.org", COMPLETE)
                .statusCode(422)
                .body("violations.path", contains("decisions[0].softOptIn.productCategory"))
                .body("violations.code", contains("not-similar"));

        acme.request()
                .body(similar.formatted("Running Shoes"))
                .put("/v1/purposes/offers")
                .then()
                .statusCode(200)
                .body("similarTo", contains("Running Shoes"));
        grant("buyer@example.org", COMPLETE).statusCode(201);
    }

    @Test
    void itsEvidenceStandsInNoRow() throws Exception {
        grant("buyer@example.org", COMPLETE).statusCode(201);

        try (ServiceDatabase database = ServiceDatabase.asService(acme.tenant());
                Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from ledger_event e where e::text like '%order 4711%'")) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
        }
    }

    private ValidatableResponse grant(String email, String softOptIn) {
        return acme.request()
                .body(body(email, "offers", "grant", softOptIn))
                .post("/v1/consents")
                .then();
    }

    private static String body(String email, String purpose, String action, String softOptIn) {
        return """
            {"subject":{"email":"%s"},"decisions":[{"purpose":"%s","channel":"email","action":"%s","softOptIn":%s}],
             "evidence":{"method":"registration_checkbox","actor":"subject","occurredAt":"2026-03-01T10:00:00Z"}}""".formatted(email, purpose, action, softOptIn);
    }
}

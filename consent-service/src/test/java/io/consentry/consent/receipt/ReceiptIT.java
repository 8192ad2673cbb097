package io.consentry.consent.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Capability C9: what the person can keep of a decision. */
@QuarkusTest
class ReceiptIT extends WithServers {

    private static final String EMAIL = "very.special.person@example.org";
    private static final String PHONE = "+27821234567";
    private static final String JSON = "application/json";
    private static final String JSON_LD = "application/ld+json";
    private static final String JOSE = "application/jose";

    @Test
    void aGrantHasTheFieldsOfIso27560InTermsOfDpv() {
        describeOffers();
        publishNotice();
        JsonObject recorded = grantUnderNotice();

        JsonObject receipt = new JsonObject(receipt(recorded.getString("eventId"), JSON_LD));

        assertThat(receipt.getString("dct:conformsTo")).isEqualTo("urn:consentry:schema:receipt:1");
        assertThat(receipt.getString("dpv:hasIdentifier")).isEqualTo(recorded.getString("eventId"));
        assertThat(receipt.getString("dct:created")).isEqualTo(recorded.getString("recordedAt"));
        assertThat(receipt.getString("dct:language")).isEqualTo("af");
        assertThat(receipt.getJsonObject("dpv:hasDataSubject").getString("dpv:hasIdentifier"))
                .isEqualTo(recorded.getString("subjectId"));
        JsonObject controller =
                receipt.getJsonObject("dpv:hasEntity").getJsonObject("urn:consentry:tenant:" + acme.tenant());
        assertThat(controller.getString("dpv:hasName")).isEqualTo("Test (Pty) Ltd");
        assertThat(controller.getJsonArray("dpv:hasContact").getList()).containsExactly("mailto:privacy@test.example");
        JsonObject process = receipt.getJsonArray("dpv:hasProcess").getJsonObject(0);
        JsonObject purpose = process.getJsonArray("dpv:hasPurpose").getJsonObject(0);
        assertThat(purpose.getString("skos:prefLabel")).isEqualTo("Aanbiedinge");
        assertThat(purpose.getString("skos:definition")).isEqualTo("Weeklikse aanbiedinge");
        assertThat(purpose.getJsonArray("skos:broader").getList()).containsExactly("dpv:DirectMarketing");
        assertThat(process.getJsonArray("dpv:hasLegalBasis").getList()).containsExactly("dpv:Consent");
        assertThat(process.getJsonArray("dpv:hasPersonalData").getList()).containsExactly("pd:EmailAddress");
        assertThat(process.getJsonArray("dpv:hasRecipient").getList())
                .isEqualTo(process.getJsonArray("dpv:hasDataController").getList());
        assertThat(process.getJsonArray("dpv:hasJurisdiction").getList()).containsExactly("loc:ZA");
        assertThat(process.getString("consentry:channel")).isEqualTo("email");
        assertThat(process.getJsonArray("dpv:hasConsentControl")
                        .getJsonObject(0)
                        .getJsonArray("dpv:isExercisedAt")
                        .getList())
                .containsExactly("mailto:privacy@test.example");
        JsonObject status = process.getJsonArray("dpv:hasConsentStatus").getJsonObject(0);
        assertThat(status.getJsonArray("@type").getList()).containsExactly("dpv:ConsentGiven");
        assertThat(status.getString("dpv:hasIdentifier")).isEqualTo(recorded.getString("eventId"));
        assertThat(status.getString("dpv:isIndicatedAtTime")).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(status.getString("dpv:isIndicatedBy")).isEqualTo("dpv:DataSubject");
        assertThat(status.getString("dpv:hasIndicationMethod")).isEqualTo("subscription_form");
        assertThat(status.getJsonObject("dpv:hasDuration").getString("rdf:value"))
                .isEqualTo(recorded.getString("validUntil"));
        JsonObject notice = status.getJsonObject("dpv:hasNotice");
        assertThat(notice.getString("dpv:hasIdentifier")).isEqualTo("privacy");
        assertThat(notice.getString("dct:hasVersion")).isEqualTo("1");
        assertThat(notice.getJsonObject("spdx:checksum").getString("spdx:checksumValue"))
                .isEqualTo(acme.request()
                        .get("/v1/notices/privacy/versions/1")
                        .then()
                        .extract()
                        .path("contentSha256"));
    }

    @Test
    void aGrantHasWhatKantaraAsksFor() {
        JsonObject recorded = record("grant");

        JsonObject receipt = new JsonObject(receipt(recorded.getString("eventId"), JSON));

        assertThat(receipt.getString("version")).isEqualTo("KI-CR-v1.1.0");
        assertThat(receipt.getString("jurisdiction")).isEqualTo("ZA");
        assertThat(receipt.getValue("consentTimestamp")).isInstanceOf(Number.class);
        assertThat(receipt.getLong("consentTimestamp"))
                .isEqualTo(Instant.parse(receipt.getJsonObject("consentry").getString("occurredAt"))
                        .getEpochSecond());
        assertThat(receipt.getString("collectionMethod")).isEqualTo("subscription_form");
        assertThat(receipt.getString("consentReceiptID")).isEqualTo(recorded.getString("eventId"));
        assertThat(receipt.getString("piiPrincipalId")).isEqualTo(recorded.getString("subjectId"));
        JsonObject controller = receipt.getJsonArray("piiControllers").getJsonObject(0);
        assertThat(controller.getMap()).containsKeys("piiController", "contact", "address", "email", "phone");
        assertThat(controller.getValue("address")).isInstanceOf(JsonObject.class);
        assertThat(receipt.getString("policyUrl")).isEqualTo("mailto:privacy@test.example");
        assertThat(receipt.getBoolean("sensitive")).isFalse();
        assertThat(receipt.getJsonArray("spiCat")).isEmpty();
        JsonObject service = receipt.getJsonArray("services").getJsonObject(0);
        assertThat(service.getString("service")).isEqualTo("Test");
        JsonObject purpose = service.getJsonArray("purposes").getJsonObject(0);
        assertThat(purpose.getString("purpose")).isEqualTo("Offers");
        assertThat(purpose.getString("consentType")).isEqualTo("EXPLICIT");
        assertThat(purpose.getJsonArray("purposeCategory").getList()).containsExactly("6 - Marketing");
        assertThat(purpose.getJsonArray("piiCategory").getList()).containsExactly("2 - Contact");
        assertThat(purpose.getString("termination")).isEqualTo("When it is withdrawn");
        assertThat(purpose.getBoolean("thirdPartyDisclosure")).isFalse();
    }

    @Test
    void withdrawalsAndRefusalsHaveReceiptsThatNobodyTakesForConsent() {
        for (Map.Entry<String, String> decision : Map.of(
                        "withdraw", "withdrawn", "refuse", "refused", "object", "objected")
                .entrySet()) {
            String id = record(decision.getKey()).getString("eventId");

            JsonObject kantara = new JsonObject(receipt(id, JSON));
            JsonObject iso = new JsonObject(receipt(id, JSON_LD));

            JsonObject purpose = kantara.getJsonArray("services")
                    .getJsonObject(0)
                    .getJsonArray("purposes")
                    .getJsonObject(0);
            assertThat(purpose.getString("consentType")).isEqualTo("NONE: " + decision.getValue());
            assertThat(purpose.getString("termination")).isEqualTo("N/A: nothing is permitted");
            JsonObject status = iso.getJsonArray("dpv:hasProcess")
                    .getJsonObject(0)
                    .getJsonArray("dpv:hasConsentStatus")
                    .getJsonObject(0);
            assertThat(status.getJsonArray("@type").getString(0))
                    .isEqualTo(decision.getKey().equals("refuse") ? "dpv:ConsentRefused" : "dpv:ConsentWithdrawn");
            assertThat(status.containsKey("dpv:hasDuration")).isFalse();
        }
    }

    @Test
    void aWithdrawalFromEverythingHasAReceipt() {
        String id = acme.request()
                .body("""
                {"subject":{"email":"%s"},"decisions":[{"action":"withdraw"}],
                 "evidence":{"method":"explicit_request","actor":"subject"}}""".formatted(EMAIL))
                .post("/v1/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("events[0].eventId");

        JsonObject process = new JsonObject(receipt(id, JSON_LD))
                .getJsonArray("dpv:hasProcess")
                .getJsonObject(0);

        assertThat(process.getJsonArray("dpv:hasPurpose").getJsonObject(0).getString("skos:prefLabel"))
                .isEqualTo("All purposes");
        assertThat(process.getString("consentry:channel")).isEqualTo("all");
    }

    @Test
    void noReceiptHoldsAnAddress() {
        String id = acme.request()
                .body("""
                {"subject":{"email":"%s","phone":"%s","externalId":"crm-77"},
                 "decisions":[{"purpose":"offers","channel":"email","action":"grant"}],
                 "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject","ip":"196.25.1.1",
                             "wording":"Yes, write to %s","source":"https://shop.example/?mail=%s"}}""".formatted(EMAIL, PHONE, EMAIL, EMAIL))
                .post("/v1/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("events[0].eventId");

        List<String> forms = List.of(
                receipt(id, JSON),
                receipt(id, JSON_LD),
                JdkVerification.payload(receipt(id, JOSE)).encode());

        assertThat(forms).allSatisfy(form -> assertThat(form)
                .contains(id)
                .doesNotContain("special")
                .doesNotContain("@example.org")
                .doesNotContain("1234567")
                .doesNotContain("crm-77")
                .doesNotContain("196.25"));
    }

    @Test
    void theReceiptOfADecisionStaysAsItWas() {
        describeOffers();
        publishNotice();
        String id = grantUnderNotice().getString("eventId");
        Map<String, String> before = forms(id);

        acme.request()
                .body(ConsentApi.OFFERS.replace("\"Offers\"", "\"Other offers\""))
                .put("/v1/purposes/offers")
                .then()
                .statusCode(200);
        Map<String, Object> settings = new HashMap<>(ConsentApi.settings(acme.tenant()));
        settings.remove("id");
        settings.put("legalName", "Renamed (Pty) Ltd");
        acme.request().body(settings).put("/v1/tenant").then().statusCode(200);
        record("withdraw");

        assertThat(forms(id)).isEqualTo(before);
        assertThat(receipt(record("refuse").getString("eventId"), JSON))
                .contains("Renamed (Pty) Ltd")
                .contains("Other offers");
    }

    @Test
    void aNoticeThatIsPublishedLaterDoesNotComeIntoAnEarlierReceipt() {
        String id = grantUnderNotice().getString("eventId");
        String before = receipt(id, JSON_LD);
        publishNotice();

        assertThat(receipt(id, JSON_LD))
                .isEqualTo(before)
                .contains("dct:hasVersion")
                .doesNotContain("spdx:Checksum\"");
    }

    @Test
    void whatIsNoDecisionOfTheTenantHasNoReceipt() {
        String id = record("grant").getString("eventId");
        String subject = record("grant").getString("subjectId");
        String flag = acme.request()
                .body("{\"restricted\":true}")
                .post("/v1/subjects/" + subject + "/flags")
                .then()
                .statusCode(201)
                .extract()
                .path("eventId");

        for (String accept : List.of(JSON, JSON_LD, JOSE)) {
            get(ConsentApi.newTenant(issuer).request(), id, accept)
                    .statusCode(404)
                    .contentType(startsWith("application/problem+json"));
            get(acme.request(), UUID.randomUUID().toString(), accept).statusCode(404);
            get(acme.request(), flag, accept).statusCode(404);
        }
    }

    @Test
    void anotherFormIsNotAcceptableAndNoneNamedIsJson() {
        String id = record("grant").getString("eventId");

        get(acme.request(), id, "application/pdf").statusCode(406).body("code", is("not-acceptable"));
        for (String accept : List.of("*/*", "application/*", "application/jose;q=0.5, application/json")) {
            get(acme.request(), id, accept).statusCode(200).contentType(startsWith(JSON));
        }
        get(acme.request(), id, "application/jose;q=0.5, application/ld+json")
                .statusCode(200)
                .contentType(startsWith(JSON_LD));
    }

    @Test
    void aReceiptNeedsTheScope() {
        String id = record("grant").getString("eventId");

        get(acme.requestWith("consent:check"), id, JOSE).statusCode(403);
    }

    private Map<String, String> forms(String id) {
        return Map.of(
                JSON,
                receipt(id, JSON),
                JSON_LD,
                receipt(id, JSON_LD),
                JOSE,
                JdkVerification.payload(receipt(id, JOSE)).encode());
    }

    private String receipt(String id, String accept) {
        return get(acme.request(), id, accept)
                .statusCode(200)
                .contentType(startsWith(accept))
                .extract()
                .asString();
    }

    private static ValidatableResponse get(RequestSpecification request, String id, String accept) {
        return request.accept(accept).get("/v1/consents/" + id + "/receipt").then();
    }

    private JsonObject record(String action) {
        return recorded(acme.record(EMAIL, action));
    }

    private JsonObject grantUnderNotice() {
        return recorded(
                acme.request().body("""
                {"subject":{"email":"%s"},"decisions":[{"purpose":"offers","channel":"email","action":"grant"}],
                 "notice":{"key":"privacy","version":"1"},
                 "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject",
                             "occurredAt":"2026-11-20T08:00:00Z","locale":"af-ZA"}}""".formatted(EMAIL)).post("/v1/consents").then());
    }

    /** The one event of a recording, with the id of the person. */
    private static JsonObject recorded(ValidatableResponse answer) {
        JsonObject body = new JsonObject(answer.statusCode(201).extract().asString());
        return body.getJsonArray("events").getJsonObject(0).put("subjectId", body.getString("subjectId"));
    }

    private void describeOffers() {
        acme.request().body("""
                {"name":{"en":"Offers","af":"Aanbiedinge"},"description":{"en":"Weekly offers","af":"Weeklikse aanbiedinge"},
                 "messageClass":"marketing","channels":["email"],"basis":{"popia":"consent"},"validity":"P24M"}""").put("/v1/purposes/offers").then().statusCode(200);
    }

    private void publishNotice() {
        acme.request()
                .body("{\"text\":{\"en\":\"What we do\"},\"effectiveFrom\":\"2026-01-01T00:00:00Z\"}")
                .put("/v1/notices/privacy/versions/1")
                .then()
                .statusCode(201);
    }
}

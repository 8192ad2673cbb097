package io.consentry.suppression.entry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.consentry.contract.Actor;
import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.DomainEvent;
import io.consentry.servers.TestIssuer;
import io.consentry.servers.test.ServersResource;
import io.consentry.suppression.Ledger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several entries on one address, and several people and addresses behind entries (S1, S3, C-11, 000-38). */
@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class SeveralEntriesIT {

    private static final String NUMBER = "+27821234567";
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final Instant OPTED_OUT = Instant.parse("2026-10-01T08:00:00Z");
    private static final SubjectId THANDI = new SubjectId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    private static final SubjectId SIPHO = new SubjectId(UUID.fromString("00000000-0000-4000-8000-000000000002"));

    @Inject
    Ledger ledger;

    private TestIssuer issuer = TestIssuer.running();
    private TenantId tenant = new TenantId("nobody");

    @BeforeEach
    void newTenant() {
        tenant = ledger.newTenant(12);
    }

    @Test
    void eachEntryOnAnAddressIsLiftedByItsOwnRuleAndByNoOther() {
        // Given
        String manual = add("manual", "\"channel\":\"sms\"");
        String bounce = add("hard_bounce", "\"channel\":null");
        String complaint = add("complaint", "\"channel\":\"sms\",\"purpose\":\"offers\"");
        String legal = add("legal", "\"purpose\":\"offers\"");
        publish(new ConsentWithdrawn(change(THANDI, OPTED_OUT, NUMBER)));
        awaitEntries(5);
        String optOut = entries().extract().path("entries.find { it.reason == 'opt_out' }.id");

        // When
        release(complaint).statusCode(409).body("detail", containsString("complaint stands"));
        release(legal).statusCode(409).body("detail", containsString("legal"));
        release(optOut).statusCode(409).body("detail", containsString("person's own later"));
        release(bounce).statusCode(200);

        // Then
        areReleased(bounce);

        // When
        publish(new ConsentGiven(change(THANDI, OPTED_OUT.plusSeconds(1), NUMBER)));
        awaitReleased(2);

        // Then
        areReleased(bounce, optOut);

        // When
        release(manual).statusCode(200);

        // Then
        areReleased(bounce, optOut, manual);
        entries()
                .body("entries.find { it.reason == 'complaint' }.scope.purpose", equalTo("offers"))
                .body("entries.find { it.reason == 'legal' }.origin", equalTo("tenant"))
                .body("entries.find { it.reason == 'opt_out' }.origin", equalTo("recipient"));
    }

    @Test
    void onePersonsConsentDoesNotLiftTheOptOutOfAnotherOnTheSameNumber() {
        // Given
        publish(new ConsentWithdrawn(change(THANDI, OPTED_OUT, NUMBER)));
        publish(new ConsentWithdrawn(change(SIPHO, OPTED_OUT.plusSeconds(1), NUMBER)));
        awaitEntries(2);
        List<String> ids = entries().extract().path("entries.id");

        // When
        publish(new ConsentGiven(change(SIPHO, OPTED_OUT.plusSeconds(60), NUMBER)));
        awaitReleased(1);

        // Then
        areReleased(ids.get(1));
    }

    @Test
    void whoChangesTheirNumberStaysSuppressedOnTheOldOneAndOnTheNew() {
        // Given
        String newNumber = "+27831234567";
        publish(new ConsentWithdrawn(change(THANDI, OPTED_OUT, NUMBER)));
        publish(new ConsentWithdrawn(change(THANDI, OPTED_OUT.plusSeconds(1), newNumber)));

        // When
        publish(new ConsentGiven(change(THANDI, OPTED_OUT.plusSeconds(60), newNumber)));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> search("phone", newNumber)
                .body("entries.released", equalTo(List.of(true))));

        // Then
        entries().body("entries.released", equalTo(List.of(false)));
    }

    @Test
    void aConsentOfTheSameMomentOrBeforeLiftsNothing() {
        // Given
        publish(new ConsentWithdrawn(change(THANDI, OPTED_OUT, NUMBER)));

        // When
        publish(new ConsentGiven(change(THANDI, OPTED_OUT, NUMBER)));
        publish(new ConsentGiven(change(THANDI, OPTED_OUT.minusMillis(1), NUMBER)));
        publish(new ConsentWithdrawn(change(SIPHO, OPTED_OUT, NUMBER)));
        awaitEntries(2);

        // Then
        entries().body("entries.released", equalTo(List.of(false, false)));
    }

    @ParameterizedTest
    @CsvSource({
        "email, Thandi.M@EXAMPLE.org, thandi.m@example.org, true",
        "email, thandi@bücher.example, Thandi@xn--bcher-kva.example, true",
        "email, thandi+news@example.org, thandi@example.org, false",
        "email, t.handi@example.org, thandi@example.org, false",
        "phone, 082 123 4567, 0027 82 123-4567, true",
        "phone, 082 123 4567, 083 123 4567, false",
        "externalId, crm-77, CRM-77, false"
    })
    void spellingsOfOneAddressAreOneAndOthersAreNot(String kind, String added, String looked, boolean same) {
        as("suppression:write")
                .body("{\"identifier\":{\"" + kind + "\":\"" + added + "\"},\"reason\":\"manual\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(201);

        search(kind, looked).body("entries", hasSize(same ? 1 : 0));
    }

    @Test
    void whatAListToldOfAPersonNoRequestLifts() {
        importNumber("");
        awaitEntries(1);

        release(entries().extract().path("entries[0].id")).statusCode(409).body("detail", containsString("S3"));

        entries().body("entries[0].released", is(false));
    }

    @Test
    void whatAListTellsStandsBesideThePersonsOwnOptOut() {
        // Given
        publish(new ConsentWithdrawn(change(THANDI, OPTED_OUT, NUMBER)));
        awaitEntries(1);
        String own = entries().extract().path("entries[0].id");

        // When
        importNumber("?channel=sms&purpose=offers");
        awaitEntries(2);
        publish(new ConsentGiven(change(THANDI, OPTED_OUT.plusSeconds(1), NUMBER)));
        awaitReleased(1);

        // Then
        areReleased(own);
    }

    private void importNumber(String query) {
        as("suppression:write")
                .contentType("text/csv")
                .body((NUMBER + "\n").getBytes(StandardCharsets.US_ASCII))
                .post("/v1/suppressions/import" + query)
                .then()
                .statusCode(202);
    }

    private ConsentChange change(SubjectId subject, Instant at, String number) {
        KeyedAddress address = ledger.keyed(tenant, AddressKind.PHONE, number);
        return new ConsentChange(
                subject,
                OFFERS,
                Channel.SMS,
                List.of(address),
                at,
                at,
                Actor.SUBJECT,
                CaptureMethod.PREFERENCE_CENTER,
                null,
                null,
                null,
                null);
    }

    private void publish(DomainEvent event) {
        ledger.publish(UUID.randomUUID(), tenant, event);
    }

    private String add(String reason, String scope) {
        return as("suppression:write")
                .body("{\"identifier\":{\"phone\":\"" + NUMBER + "\"},\"scope\":{" + scope + "},\"reason\":\"" + reason
                        + "\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse release(String id) {
        return as("suppression:write")
                .body("{\"reason\":\"mistake\",\"evidence\":\"ticket\"}")
                .post("/v1/suppressions/" + id + "/release")
                .then();
    }

    private void awaitEntries(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> entries()
                .body("entries", hasSize(count)));
    }

    private void awaitReleased(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> entries()
                .body("entries.findAll { it.released }", hasSize(count)));
    }

    private void areReleased(String... ids) {
        assertThat(entries().extract().<List<String>>path("entries.findAll { it.released }.id"))
                .containsExactlyInAnyOrder(ids);
    }

    private ValidatableResponse entries() {
        return search("phone", NUMBER);
    }

    private ValidatableResponse search(String kind, String address) {
        return as("suppression:read")
                .body("{\"identifier\":{\"" + kind + "\":\"" + address + "\"}}")
                .post("/v1/suppressions/search")
                .then()
                .statusCode(200);
    }

    private RequestSpecification as(String scope) {
        return given().auth()
                .oauth2(issuer.token(tenant.value(), "backoffice", scope))
                .contentType("application/json");
    }
}

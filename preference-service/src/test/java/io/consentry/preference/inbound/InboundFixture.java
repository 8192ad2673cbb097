package io.consentry.preference.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.preference.Database;
import io.consentry.preference.Ledger;
import io.consentry.preference.Tenants;
import io.consentry.preference.Topics;
import io.consentry.servers.TestIssuer;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of all hooks need. */
abstract class InboundFixture {

    static final String SECRET = "a secret for tests only";

    @Inject
    Tenants tenants;

    @Inject
    Database database;

    @Inject
    TenantDirectory directory;

    @Inject
    Ledger ledger;

    TenantId tenant = new TenantId("none");

    @BeforeEach
    void createTenant() {
        ledger.setSilent(false);
        tenant = tenants.create("Acme", TenantStatus.ACTIVE);
        as("preference:write")
                .body(Map.of(
                        "sms", Map.of("secret", SECRET),
                        "mail", Map.of("secret", SECRET),
                        "twilio", Map.of("authToken", SECRET),
                        "whatsapp",
                                Map.of(
                                        "verifyToken",
                                        "verify " + SECRET,
                                        "appSecret",
                                        SECRET,
                                        "stopReplies",
                                        List.of("STOP_PROMO"))))
                .put("/v1/inbound/settings")
                .then()
                .statusCode(200);
    }

    RequestSpecification as(String scope) {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(tenant.value(), tenant + "-backoffice", scope));
    }

    static String signed(String body) {
        return signed(SECRET, body);
    }

    static String signed(String secret, String body) {
        return "sha256="
                + HexFormat.of()
                        .formatHex(HookSignature.hmac("HmacSHA256", secret, body.getBytes(StandardCharsets.UTF_8)));
    }

    TenantKeys keys() {
        return directory.get(tenant).await().atMost(Duration.ofSeconds(5)).keys();
    }

    /** All opt-outs and their undoing; those at one address in their order. */
    List<ConsumerRecord<String, String>> events(int count) {
        return events(count, "io.consentry.preference.");
    }

    /** All reviews that were told of. */
    List<ConsumerRecord<String, String>> reviewsOpened(int count) {
        return events(count, "io.consentry.inbound.review-opened.");
    }

    /** All cases that were told of. */
    List<ConsumerRecord<String, String>> casesOpened(int count) {
        return events(count, "io.consentry.case.opened.");
    }

    private List<ConsumerRecord<String, String>> events(int count, String type) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(database.count(tenant.value(), "outbox")).isZero();
            assertThat(published(type)).hasSize(count);
        });
        return published(type);
    }

    private List<ConsumerRecord<String, String>> published(String type) {
        return tenants.kafka().read(Topic.PREFERENCE_EVENTS, tenant).stream()
                .filter(event -> Topics.header(event, "ce_type").startsWith(type))
                .toList();
    }

    void assertOneOptOut(
            List<ConsumerRecord<String, String>> events, String channel, AddressKind kind, String address) {
        assertThat(events).satisfiesOnlyOnce(event -> assertOptOut(event, channel, kind, address));
    }

    void assertOptOut(ConsumerRecord<String, String> event, String channel, AddressKind kind, String address) {
        JsonPath data = JsonPath.from(event.value());
        assertThat(Topics.header(event, "ce_type")).isEqualTo("io.consentry.preference.withdrawal-received.v1");
        assertThat(data.getString("address.kind")).isEqualTo(kind.wireName());
        assertThat(data.getString("address.key")).isEqualTo(key(kind, address));
        assertThat(data.getString("channel")).isEqualTo(channel);
        assertThat(data.<Object>get("purpose")).isNull();
    }

    void assertUndone(ConsumerRecord<String, String> event, ConsumerRecord<String, String> optOut) {
        assertThat(Topics.header(event, "ce_type")).isEqualTo("io.consentry.preference.withdrawal-undone.v1");
        assertThat(JsonPath.from(event.value()).getString("withdrawal")).isEqualTo(Topics.header(optOut, "ce_id"));
    }

    JsonPath reviews() {
        return as("preference:read")
                .get("/v1/inbound/reviews")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    int decide(String id, String decision) {
        return as("preference:write")
                .body(Map.of("decision", decision))
                .post("/v1/inbound/reviews/" + id)
                .statusCode();
    }

    static String json(Object value) {
        return EventJson.write(value);
    }

    private String key(AddressKind kind, String address) {
        return AddressKeys.key(
                        directory
                                .get(tenant)
                                .await()
                                .atMost(Duration.ofSeconds(5))
                                .keys(),
                        new AddressNormaliser().normalise(kind, address, "ZA"))
                .value();
    }
}

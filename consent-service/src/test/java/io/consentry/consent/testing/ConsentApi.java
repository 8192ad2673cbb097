package io.consentry.consent.testing;

import static io.restassured.RestAssured.given;

import io.consentry.servers.TestIssuer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** The service as its clients use it. */
public final class ConsentApi {

    private static final String[] ALL_SCOPES = {"consent:read", "consent:write", "consent:check"};

    private final TestIssuer issuer;
    private final String tenant;

    private ConsentApi(TestIssuer issuer, String tenant) {
        this.issuer = issuer;
        this.tenant = tenant;
    }

    /** A new tenant, registered and cleansed, with the purpose {@code offers} on e-mail, SMS and WhatsApp. */
    public static ConsentApi newTenant(TestIssuer issuer) {
        return newTenant(issuer, true);
    }

    /** The same, registered, whose list was never cleansed. */
    public static ConsentApi newTenantWithAStaleList(TestIssuer issuer) {
        return newTenant(issuer, false);
    }

    private static ConsentApi newTenant(TestIssuer issuer, boolean cleansed) {
        String id = "t" + UUID.randomUUID().toString().substring(0, 12);
        given().auth()
                .oauth2(issuer.token(null, "consentry-operator", "platform:operate"))
                .contentType(ContentType.JSON)
                .body(settings(id))
                .post("/v1/tenants")
                .then()
                .statusCode(201);
        if (cleansed) {
            cleanse(id);
        }
        ConsentApi api = new ConsentApi(issuer, id);
        api.request().body(OFFERS).put("/v1/purposes/offers").then().statusCode(200);
        return api;
    }

    public static final String OFFERS = """
            {"name":{"en":"Offers"},"messageClass":"marketing","channels":["email","sms","whatsapp"],"basis":{"popia":"consent"}}""";

    public static Map<String, Object> settings(String id) {
        return Map.of(
                "id",
                id,
                "legalName",
                "Test (Pty) Ltd",
                "tradingName",
                "Test",
                "contact",
                Map.of("email", "privacy@test.example"),
                "registries",
                Map.of(
                        "ncc",
                        Map.of(
                                "number",
                                "NCC-1",
                                "registeredAt",
                                "2026-01-01T00:00:00Z",
                                "renewsAt",
                                "2100-01-01T00:00:00Z")));
    }

    /** As if the tenant's list had been cleansed against the NCC's registry just now. */
    private static void cleanse(String id) {
        try (ServiceDatabase database = ServiceDatabase.asService(id)) {
            database.run("insert into registry_state (tenant_id, run_id, registry, cleansed_at) values ('" + id
                    + "', gen_random_uuid(), 'ncc', now())");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String tenant() {
        return tenant;
    }

    /** A request of the tenant's own client with all scopes. */
    public RequestSpecification request() {
        return requestWith(ALL_SCOPES);
    }

    public RequestSpecification requestWith(String... scopes) {
        return given().auth()
                .oauth2(issuer.token(tenant, tenant + "-backoffice", scopes))
                .contentType(ContentType.JSON);
    }

    /** Records one decision of the person about offers by e-mail. */
    public ValidatableResponse record(String email, String action) {
        return request().body(decision(email, action)).post("/v1/consents").then();
    }

    public static String decision(String email, String action) {
        return """
            {"subject":{"email":"%s"},"decisions":[{"purpose":"offers","channel":"email","action":"%s"}],
             "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject"}}""".formatted(email, action);
    }

    /** Asks whether offers may be sent to the address now, the ledger read as it is. */
    public ValidatableResponse check(String email) {
        return request().body(question(email)).post("/v1/check").then();
    }

    /** One check of offers by e-mail, as JSON. */
    public static String question(String email) {
        return """
            {"checks":[{"recipient":{"email":"%s"},"channel":"email","purpose":"offers"}]}""".formatted(email);
    }

    /** Where the service under test listens. */
    public String url() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }
}

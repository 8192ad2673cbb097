package io.consentry.consent.testing;

import static io.restassured.RestAssured.given;

import io.consentry.consent.hours.ContactHours;
import io.consentry.consent.hours.CountryCatalogue;
import io.consentry.servers.TestIssuer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
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
        ConsentApi api = new ConsentApi(issuer, id);
        if (cleansed) {
            api.cleanse(Instant.now());
        }
        api.request().body(OFFERS).put("/v1/purposes/offers").then().statusCode(200);
        return api;
    }

    /** An instant of the next days at which South African law lets marketing out. */
    public static final Instant IN_CONTACT_HOURS = nextOpening();

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

    /** As if the tenant's list had been cleansed against the NCC's registry at an instant. */
    public void cleanse(Instant at) {
        try (ServiceDatabase database = ServiceDatabase.asService(tenant)) {
            database.run("insert into registry_state (tenant_id, run_id, registry, cleansed_at) values ('" + tenant
                    + "', gen_random_uuid(), 'ncc', '" + at + "')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant nextOpening() {
        ZoneId zone = ZoneId.of("Africa/Johannesburg");
        ContactHours hours = new ContactHours(zone, new CountryCatalogue().of("ZA"), Set.of(), null);
        Instant midnight = LocalDate.now(zone).plusDays(1).atStartOfDay(zone).toInstant();
        return hours.nextAllowedAt(midnight).orElse(midnight);
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

    /** Asks whether offers may be sent to the address when next it is day, the ledger read as it is. */
    public ValidatableResponse check(String email) {
        return request().body(question(email)).post("/v1/check").then();
    }

    /** One check of offers by e-mail, to be sent within contact hours, as JSON. */
    public static String question(String email) {
        return """
            {"checks":[{"recipient":{"email":"%s"},"channel":"email","purpose":"offers","sendAt":"%s"}]}""".formatted(email, IN_CONTACT_HOURS);
    }

    /** Where the service under test listens. */
    public String url() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }
}

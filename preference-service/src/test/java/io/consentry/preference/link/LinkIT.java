package io.consentry.preference.link;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.consentry.contract.TenantStatus;
import io.consentry.preference.Tenants;
import io.consentry.preference.WholeService;
import io.consentry.servers.TestIssuer;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WholeService
class LinkIT {

    @Inject
    Tenants tenants;

    String tenant = "";

    @BeforeEach
    void createTenant() {
        tenant = tenants.create("Acme Shop", TenantStatus.ACTIVE).value();
    }

    @Test
    void aBatchIsAnsweredInOrderWithHeaders() {
        List<Map<String, Object>> recipients = IntStream.range(0, 500)
                .mapToObj(i -> Map.<String, Object>of(
                        "ref",
                        "r" + i,
                        "identifier",
                        Map.of("email", "person" + i + "@example.org"),
                        "channel",
                        "email",
                        "purpose",
                        "offers"))
                .toList();

        Map<String, List<Map<String, Object>>> answer = as("preference:write")
                .body(Map.of("recipients", recipients))
                .post("/v1/links")
                .then()
                .statusCode(200)
                .extract()
                .as(new io.restassured.common.mapper.TypeRef<>() {});

        List<Map<String, Object>> links = answer.get("links");
        assertThat(links).hasSize(500);
        assertThat(links.get(499)).containsEntry("ref", "r499");
        String url = String.valueOf(links.get(0).get("unsubscribeUrl"));
        String token = url.substring(url.lastIndexOf('/') + 1);
        assertThat(url).isEqualTo("http://127.0.0.1:8082/u/" + token);
        assertThat(links.get(0)).containsEntry("preferencesUrl", "http://127.0.0.1:8082/p/" + token);
        assertThat(links.get(0))
                .containsEntry(
                        "headers",
                        Map.of(
                                "List-Unsubscribe",
                                "<" + url + ">",
                                "List-Unsubscribe-Post",
                                "List-Unsubscribe=One-Click"));
        assertThat(answer.toString()).doesNotContain("example.org");
    }

    @Test
    void tenThousandAreTakenAndOneMoreIsNot() {
        Map<String, Object> recipient = Map.of("identifier", Map.of("phone", "0821234567"), "channel", "sms");
        as("preference:write")
                .body(Map.of("recipients", java.util.Collections.nCopies(10_000, recipient)))
                .post("/v1/links")
                .then()
                .statusCode(200)
                .body("links", hasSize(10_000));
        as("preference:write")
                .body(Map.of("recipients", java.util.Collections.nCopies(10_001, recipient)))
                .post("/v1/links")
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid"))
                .body("violations.code", equalTo(List.of("too-many")));
    }

    @Test
    void allViolationsComeTogether() {
        as("preference:write")
                .body(
                        "{\"recipients\":[{\"channel\":\"fax\"},{\"identifier\":{\"email\":\"no\"},\"channel\":\"email\"}]}")
                .post("/v1/links")
                .then()
                .statusCode(422)
                .body("violations", hasSize(3))
                .body("violations.path", hasItem("recipients[1].identifier.email"));
        as("preference:write").post("/v1/links").then().statusCode(400);
    }

    @Test
    void anUnknownFieldIsRefusedWithItsPath() {
        as("preference:write")
                .body("{\"recipients\":[{\"identifier\":{\"mail\":\"a@example.org\"},\"channel\":\"email\"}]}")
                .post("/v1/links")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].path", equalTo("recipients[0].identifier.mail"))
                .body("violations[0].code", equalTo("unknown-field"));
    }

    @Test
    void aTokenWithTheScopeIsNeeded() {
        as("preference:read").body("{}").post("/v1/links").then().statusCode(403);
        given().contentType("application/json")
                .body("{}")
                .post("/v1/links")
                .then()
                .statusCode(401);
        given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token("nobody", "c", "preference:write"))
                .body("{}")
                .post("/v1/links")
                .then()
                .statusCode(403)
                .body("code", equalTo("no-tenant"));
    }

    private RequestSpecification as(String scope) {
        return given().contentType("application/json")
                .auth()
                .oauth2(TestIssuer.running().token(tenant, tenant + "-campaigns", scope));
    }
}

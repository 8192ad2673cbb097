package io.consentry.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestIssuerTest {
    private TestIssuer issuer = TestIssuer.start();

    @BeforeEach
    void publish() {
        issuer.publish();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void tokensVerifyWithThePublishedKeysAndNameTenantAndScopes() throws Exception {
        SignedJWT token =
                SignedJWT.parse(TestIssuer.running().token("acme", "acme-campaigns", "consent:check", "consent:read"));

        assertThat(verifies(token)).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer())
                .isEqualTo(issuer.issuer().toString());
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("consentry");
        assertThat(token.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("acme");
        assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("consent:check consent:read");
    }

    @Test
    void badTokensAreBadInOneWayOnly() throws Exception {
        SignedJWT expired = SignedJWT.parse(issuer.expiredToken("acme", "acme-campaigns"));
        SignedJWT elsewhere = SignedJWT.parse(issuer.wrongAudienceToken("acme", "acme-campaigns"));
        SignedJWT foreign = SignedJWT.parse(issuer.foreignToken("acme", "acme-campaigns"));

        assertThat(verifies(expired)).isTrue();
        assertThat(expired.getJWTClaimsSet().getExpirationTime()).isBefore(new Date());
        assertThat(verifies(elsewhere)).isTrue();
        assertThat(elsewhere.getJWTClaimsSet().getAudience()).doesNotContain("consentry");
        assertThat(verifies(foreign)).isFalse();
        assertThat(foreign.getHeader().getKeyID()).isEqualTo(expired.getHeader().getKeyID());
    }

    @Test
    void introspectionAnswersFromWhatTheTokenIsAndTheClientMay() throws Exception {
        String token = issuer.token("acme", "acme-campaigns", "consent:check");

        assertThat(introspect(token)).contains("\"active\":true");
        assertThat(introspect(issuer.expiredToken("acme", "acme-campaigns"))).isEqualTo("{\"active\":false}");
        assertThat(introspect(issuer.wrongAudienceToken("acme", "acme-campaigns")))
                .isEqualTo("{\"active\":false}");
        assertThat(introspect(issuer.foreignToken("acme", "acme-campaigns"))).isEqualTo("{\"active\":false}");
        assertThat(introspect("rubbish")).isEqualTo("{\"active\":false}");
        TestIssuer.running().disable("acme-campaigns");
        assertThat(introspect(token)).isEqualTo("{\"active\":false}");
        assertThat(introspect(issuer.token("acme", "acme-backoffice"))).contains("\"active\":true");
        issuer.hideStateOf("acme-campaigns");
        assertThat(introspect(token)).isEmpty();
        issuer.enable("acme-campaigns");
        assertThat(introspect(token)).contains("\"active\":true");
        assertThat(issuer.introspections("acme-backoffice")).isEqualTo(1);
    }

    @Test
    void onlyTheClientOfTheServicesMayIntrospect() throws Exception {
        assertThat(introspect(issuer.token("acme", "acme-campaigns"), "another secret"))
                .contains("unauthorized_client");
    }

    private String introspect(String token) throws Exception {
        return introspect(token, issuer.clientSecret());
    }

    private String introspect(String token, String secret) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(issuer.issuer() + "/protocol/openid-connect/token/introspect"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(("consentry:" + secret).getBytes(UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token + "&token_type_hint=access_token"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private boolean verifies(SignedJWT token) throws Exception {
        String keys = get(URI.create(issuer.issuer() + "/protocol/openid-connect/certs"));
        return token.verify(new RSASSAVerifier(
                JWKSet.parse(keys).getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey()));
    }

    private static String get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

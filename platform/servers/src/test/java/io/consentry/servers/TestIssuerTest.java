package io.consentry.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

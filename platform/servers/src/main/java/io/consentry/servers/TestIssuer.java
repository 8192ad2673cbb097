package io.consentry.servers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer for service tests: discovery, keys and token introspection over HTTP, tokens in the shape Keycloak gives to client
 * credentials. It gives tokens to everybody; only introspection needs the secret of the client {@code consentry}.
 */
public final class TestIssuer implements AutoCloseable {
    private static final String RUNNING = "consentry.test.issuer";
    private static final String RUNNING_KEY = "consentry.test.issuer.key";
    private static final String RUNNING_SECRET = "consentry.test.issuer.secret";
    private static final String REALM = "/realms/consentry";
    private static final Duration LIFESPAN = Duration.ofMinutes(5);

    private final URI issuer;
    private final RSAKey key;
    private final String clientSecret;
    private final @Nullable HttpServer server;

    private TestIssuer(URI issuer, RSAKey key, String clientSecret, @Nullable HttpServer server) {
        this.issuer = issuer;
        this.key = key;
        this.clientSecret = clientSecret;
        this.server = server;
    }

    /** Starts an issuer with fresh keys on a free port of 127.0.0.1. */
    public static TestIssuer start() {
        try {
            RSAKey key = newKey();
            String clientSecret = UUID.randomUUID().toString();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            URI issuer = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + REALM);
            String certificates = issuer + "/protocol/openid-connect/certs";
            serve(server, REALM + "/.well-known/openid-configuration", discovery(issuer, certificates));
            serve(server, REALM + "/protocol/openid-connect/certs", new JWKSet(key.toPublicJWK()).toString());
            TestIntrospection introspection = new TestIntrospection(issuer, key, clientSecret);
            server.createContext(REALM + "/protocol/openid-connect/token/introspect", introspection::introspect);
            server.createContext(TestIntrospection.STATE, introspection::change);
            server.start();
            return new TestIssuer(issuer, key, clientSecret, server);
        } catch (IOException e) {
            throw new ServerFailedException("Cannot start the test issuer: " + e.getMessage(), e);
        }
    }

    private static String discovery(URI issuer, String certificates) {
        return JSONObjectUtils.toJSONString(Map.of(
                "issuer",
                issuer.toString(),
                "jwks_uri",
                certificates,
                "token_endpoint",
                issuer + "/protocol/openid-connect/token",
                "introspection_endpoint",
                issuer + "/protocol/openid-connect/token/introspect",
                "authorization_endpoint",
                issuer + "/protocol/openid-connect/auth",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256")));
    }

    private static void serve(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> answer(exchange, json.getBytes(StandardCharsets.UTF_8)));
    }

    static void answer(HttpExchange exchange, byte[] json) throws IOException {
        answer(exchange, 200, json);
    }

    static void answer(HttpExchange exchange, int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length == 0 ? -1 : json.length);
        if (json.length > 0) {
            exchange.getResponseBody().write(json);
        }
        exchange.close();
    }

    /**
     * The issuer that {@link io.consentry.servers.test.ServersResource} started in this virtual machine, whichever class loader asks.
     *
     * @throws IllegalStateException when none runs
     */
    public static TestIssuer running() {
        @Nullable String issuer = System.getProperty(RUNNING);
        @Nullable String key = System.getProperty(RUNNING_KEY);
        @Nullable String clientSecret = System.getProperty(RUNNING_SECRET);
        if (issuer == null || key == null || clientSecret == null) {
            throw new IllegalStateException("No test issuer runs in this JVM (expected: a test with ServersResource)");
        }
        try {
            return new TestIssuer(URI.create(issuer), RSAKey.parse(key), clientSecret, null);
        } catch (ParseException e) {
            throw new IllegalStateException("Unreadable key of the running test issuer", e);
        }
    }

    /** Makes this issuer the one {@link #running()} finds. */
    public void publish() {
        System.setProperty(RUNNING, issuer.toString());
        System.setProperty(RUNNING_KEY, key.toJSONString());
        System.setProperty(RUNNING_SECRET, clientSecret);
    }

    public URI issuer() {
        return issuer;
    }

    /** The secret of the client {@code consentry}. */
    public String clientSecret() {
        return clientSecret;
    }

    /** From now on the client's tokens are not active; those it has still verify. */
    public void disable(String clientId) {
        change("client/" + clientId, "disabled");
    }

    /** The client's tokens are active again. */
    public void enable(String clientId) {
        change("client/" + clientId, "enabled");
    }

    /** From now on introspection answers 503, for tokens of this client alone: other tests go on. */
    public void hideStateOf(String clientId) {
        change("client/" + clientId, "unknown");
    }

    /** How often tokens of the client were introspected. */
    public int introspections(String clientId) {
        return Integer.parseInt(change("client/" + clientId, ""));
    }

    private String change(String path, String state) {
        try {
            HttpRequest request = HttpRequest.newBuilder(issuer.resolve(TestIntrospection.STATE + path))
                    .POST(HttpRequest.BodyPublishers.ofString(state))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new ServerFailedException("The test issuer does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while the test issuer was asked", e);
        }
    }

    /**
     * A valid token.
     *
     * @param tenant the tenant claim; null leaves it out, as for the operator
     */
    public String token(@Nullable String tenant, String clientId, String... scopes) {
        return sign(claims(tenant, clientId, scopes).build(), key);
    }

    /** A valid token that soon is none. */
    public String tokenFor(Duration lifespan, @Nullable String tenant, String clientId, String... scopes) {
        return sign(
                claims(tenant, clientId, scopes)
                        .expirationTime(Date.from(Instant.now().plus(lifespan)))
                        .build(),
                key);
    }

    /** A token that was valid until an hour ago. */
    public String expiredToken(@Nullable String tenant, String clientId, String... scopes) {
        Instant expired = Instant.now().minus(Duration.ofHours(1));
        return sign(
                claims(tenant, clientId, scopes)
                        .issueTime(Date.from(expired.minus(LIFESPAN)))
                        .expirationTime(Date.from(expired))
                        .build(),
                key);
    }

    /** A token meant for another audience. */
    public String wrongAudienceToken(@Nullable String tenant, String clientId, String... scopes) {
        return sign(
                claims(tenant, clientId, scopes).audience("another-platform").build(), key);
    }

    /** A token with our issuer's name and key id, signed by somebody else. */
    public String foreignToken(@Nullable String tenant, String clientId, String... scopes) {
        return sign(claims(tenant, clientId, scopes).build(), newKey(key.getKeyID()));
    }

    /** A valid token of a person who signed in to a browser application, as Keycloak's authorization code flow gives. */
    public String userToken(String tenant, String username, String... scopes) {
        return sign(
                claims(tenant, "consentry-console", scopes)
                        .subject(UUID.nameUUIDFromBytes(username.getBytes(StandardCharsets.UTF_8))
                                .toString())
                        .claim("preferred_username", username)
                        .build(),
                key);
    }

    private JWTClaimsSet.Builder claims(@Nullable String tenant, String clientId, String... scopes) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .issuer(issuer.toString())
                .subject(UUID.nameUUIDFromBytes(clientId.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .audience("consentry")
                .claim("typ", "Bearer")
                .claim("azp", clientId)
                .claim("client_id", clientId)
                .claim("preferred_username", "service-account-" + clientId)
                .claim("scope", String.join(" ", scopes))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFESPAN)));
        return tenant == null ? claims : claims.claim("tenant", tenant);
    }

    private static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(JOSEObjectType.JWT)
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign a test token", e);
        }
    }

    private static RSAKey newKey() {
        return newKey(UUID.randomUUID().toString());
    }

    private static RSAKey newKey(String keyId) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(keyId)
                    .keyUse(com.nimbusds.jose.jwk.KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot make an RSA key", e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}

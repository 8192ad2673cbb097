package io.consentry.servers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The test issuer's token introspection (RFC 7662), as Keycloak 26.7 answers: to the client {@code consentry} alone, on a token that is ours,
 * has not ended, is meant for that client and was given to a client that is enabled.
 */
final class TestIntrospection {

    /** Where tests change and read the state of clients. */
    static final String STATE = "/test/";

    private static final String ASKING_CLIENT = "consentry";

    private final URI issuer;
    private final RSAKey key;
    private final String credentials;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    TestIntrospection(URI issuer, RSAKey key, String clientSecret) {
        this.issuer = issuer;
        this.key = key;
        this.credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString((ASKING_CLIENT + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
    }

    void introspect(HttpExchange exchange) throws IOException {
        if (!credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            TestIssuer.answer(exchange, 401, "{\"error\":\"unauthorized_client\"}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        try {
            SignedJWT token = SignedJWT.parse(parameter(body(exchange), "token"));
            JWTClaimsSet claims = token.getJWTClaimsSet();
            String client = String.valueOf(claims.getStringClaim("azp"));
            counts.computeIfAbsent(client, any -> new AtomicInteger()).incrementAndGet();
            String state = states.getOrDefault(client, "enabled");
            if (state.equals("unknown")) {
                TestIssuer.answer(exchange, 503, new byte[0]);
                return;
            }
            boolean active = token.verify(new RSASSAVerifier(key.toRSAPublicKey()))
                    && issuer.toString().equals(claims.getIssuer())
                    && claims.getAudience().contains(ASKING_CLIENT)
                    && Instant.now().isBefore(claims.getExpirationTime().toInstant())
                    && state.equals("enabled");
            answer(exchange, active ? Map.of("active", true, "client_id", client) : Map.of("active", false));
        } catch (ParseException | JOSEException e) {
            answer(exchange, Map.of("active", false));
        }
    }

    /** {@code POST /test/client/<id>} with its new state, or without one; answers how often its tokens were introspected. */
    void change(HttpExchange exchange) throws IOException {
        String client = exchange.getRequestURI().getPath().substring((STATE + "client/").length());
        String state = body(exchange);
        if (!state.isEmpty()) {
            states.put(client, state);
        }
        String count = String.valueOf(counts.getOrDefault(client, new AtomicInteger()));
        TestIssuer.answer(exchange, count.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, Map<String, Object> json) throws IOException {
        TestIssuer.answer(exchange, JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8));
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String parameter(String form, String name) {
        return Arrays.stream(form.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}

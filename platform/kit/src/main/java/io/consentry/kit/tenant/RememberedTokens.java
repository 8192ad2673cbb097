package io.consentry.kit.tenant;

import io.consentry.kit.tenant.TokenMemory.Verified;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an access token once, asks its issuer whether it still holds, and remembers whom it stands for: checking a signature costs more
 * than deciding a check. A token is known again by its SHA-256, so one that differs in a single bit is another token and is verified.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class RememberedTokens implements HttpAuthenticationMechanism {

    /** Where the request keeps whom its token stands for, once that is known. */
    private static final String IDENTITY = "consentry.identity";

    private final OidcAuthenticationMechanism oidc;
    private final TokenMemory<SecurityIdentity> memory;

    RememberedTokens(OidcAuthenticationMechanism oidc, TenantConfigBean issuers, Clock clock) {
        this.oidc = oidc;
        this.memory = new TokenMemory<>(clock, token -> isActive(issuers, token));
    }

    /** Whom a request's token stands for; fails with {@link UnauthorizedException} before its permission has been checked. */
    static SecurityIdentity identityOf(RoutingContext request) {
        SecurityIdentity identity = request.get(IDENTITY);
        if (identity == null) {
            throw new UnauthorizedException();
        }
        return identity;
    }

    /** Asks as the client {@code consentry}, which is the audience of all tokens: Keycloak tells no other. */
    private static Uni<Boolean> isActive(TenantConfigBean issuers, String token) {
        return Uni.createFrom()
                .deferred(
                        () -> issuers.getDefaultTenant().getOidcProviderClient().introspectAccessToken(token))
                .map(TokenIntrospection::isActive);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return oidc.authenticate(context, providers);
        }
        return memory.identify(digest(header), () -> oidc.authenticate(context, providers)
                        .map(RememberedTokens::verified))
                .onItem()
                .ifNotNull()
                .invoke(identity -> context.put(IDENTITY, identity));
    }

    private static Optional<Verified<SecurityIdentity>> verified(@Nullable SecurityIdentity identity) {
        if (identity == null) {
            return Optional.empty();
        }
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return Optional.of(new Verified<>(
                    identity,
                    identity.getCredential(AccessTokenCredential.class).getToken(),
                    Instant.ofEpochSecond(token.getExpirationTime())));
        }
        throw new AuthenticationFailedException();
    }

    private static ByteBuffer digest(String header) {
        try {
            byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }
}

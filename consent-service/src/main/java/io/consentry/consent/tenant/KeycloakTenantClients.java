package io.consentry.consent.tenant;

import io.consentry.consent.tenant.TenantClients.Credentials.Client;
import io.consentry.consent.tenant.TenantClients.Credentials.Console;
import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Tenants' clients and console users in Keycloak, through its admin API. */
@ApplicationScoped
class KeycloakTenantClients implements TenantClients {

    private static final String CAMPAIGN_SCOPES = "consent:check";
    private static final String BACKOFFICE_SCOPES = "consent:read consent:write consent:check suppression:read"
            + " suppression:write preference:read preference:write audit:read";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Keycloak keycloak;
    private final String realmName;

    /** @param realmName the realm that has the tenants' clients and users */
    KeycloakTenantClients(Keycloak keycloak, @ConfigProperty(name = "consentry.keycloak.realm") String realmName) {
        this.keycloak = keycloak;
        this.realmName = realmName;
    }

    @Override
    public Uni<Credentials> provide(TenantId tenant) {
        return Uni.createFrom().item(() -> provideNow(tenant)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Credentials provideNow(TenantId tenant) {
        RealmResource realm = keycloak.realm(realmName);
        Map<String, Client> clients = new LinkedHashMap<>();
        clients.put("campaigns", client(realm, tenant, "campaigns", CAMPAIGN_SCOPES));
        clients.put("backoffice", client(realm, tenant, "backoffice", BACKOFFICE_SCOPES));
        return new Credentials(clients, console(realm, tenant));
    }

    private static Client client(RealmResource realm, TenantId tenant, String role, String scopes) {
        String clientId = tenant + "-" + role;
        List<ClientRepresentation> found = realm.clients().findByClientId(clientId);
        if (!found.isEmpty()) {
            return new Client(
                    clientId,
                    realm.clients().get(found.get(0).getId()).getSecret().getValue(),
                    scopes);
        }
        String secret = randomText();
        try (Response response = realm.clients().create(representation(tenant, clientId, secret, scopes))) {
            requireCreated(response, "client");
        }
        return new Client(clientId, secret, scopes);
    }

    private static ClientRepresentation representation(TenantId tenant, String clientId, String secret, String scopes) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(clientId);
        client.setSecret(secret);
        client.setProtocol("openid-connect");
        client.setPublicClient(false);
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setFullScopeAllowed(false);
        List<String> defaultScopes = new java.util.ArrayList<>(List.of("basic"));
        defaultScopes.addAll(Arrays.asList(scopes.split(" ")));
        client.setDefaultClientScopes(defaultScopes);
        client.setOptionalClientScopes(List.of());
        client.setProtocolMappers(List.of(
                mapper(
                        "tenant",
                        "oidc-hardcoded-claim-mapper",
                        Map.of(
                                "claim.name", "tenant",
                                "claim.value", tenant.value(),
                                "jsonType.label", "String",
                                "access.token.claim", "true")),
                mapper(
                        "audience",
                        "oidc-audience-mapper",
                        Map.of(
                                "included.custom.audience", "consentry",
                                "access.token.claim", "true"))));
        return client;
    }

    private static ProtocolMapperRepresentation mapper(String name, String type, Map<String, String> config) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(name);
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper(type);
        mapper.setConfig(config);
        return mapper;
    }

    private static Console console(RealmResource realm, TenantId tenant) {
        String name = tenant + "-admin";
        String password = randomText();
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        List<UserRepresentation> found = realm.users().searchByUsername(name, true);
        if (found.isEmpty()) {
            UserRepresentation user = new UserRepresentation();
            user.setUsername(name);
            user.setEnabled(true);
            user.setAttributes(Map.of("tenant", List.of(tenant.value())));
            user.setCredentials(List.of(credential));
            try (Response response = realm.users().create(user)) {
                requireCreated(response, "user");
            }
        } else {
            realm.users().get(found.get(0).getId()).resetPassword(credential);
        }
        return new Console(name, password);
    }

    private static void requireCreated(Response response, String what) {
        if (response.getStatus() != Response.Status.CREATED.getStatusCode()) {
            throw new IllegalStateException("the identity provider refused a " + what + ": " + response.getStatus());
        }
    }

    private static String randomText() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package io.consentry.consent.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.tenant.HookSecrets;
import io.consentry.kit.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/** The shapes in which a tenant is shown. */
final class TenantView {

    private TenantView() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SettingsAnswer(
            String id,
            long version,
            TenantStatus status,
            TenantSettings settings,
            @Nullable String consistencyToken) {

        static SettingsAnswer of(Tenant tenant, @Nullable ConsistencyToken token) {
            return new SettingsAnswer(
                    tenant.id().value(),
                    tenant.version(),
                    tenant.status(),
                    tenant.settings(),
                    token == null ? null : token.text());
        }

        static SettingsAnswer of(TenantAdministration.Outcome outcome) {
            return of(outcome.tenant(), outcome.token());
        }
    }

    /** What the operator hands to a tenant. A repeat shows it again, with a new password for the console user. */
    record CreatedAnswer(
            String id,
            long version,
            TenantStatus status,
            java.util.Map<String, TenantClients.Credentials.Client> clients,
            TenantClients.Credentials.Console console,
            HookSecrets hooks,
            String consistencyToken) {

        static CreatedAnswer of(TenantAdministration.Outcome outcome, TenantClients.Credentials credentials) {
            Tenant tenant = outcome.tenant();
            return new CreatedAnswer(
                    tenant.id().value(),
                    tenant.version(),
                    tenant.status(),
                    credentials.clients(),
                    credentials.console(),
                    HookSecrets.of(tenant.keys()),
                    outcome.token().text());
        }
    }
}

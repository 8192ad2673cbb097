package io.consentry.preference;

import static org.awaitility.Awaitility.await;

import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.contract.event.TenantEvent.TenantSettingsPublished;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.TenantDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes tenants as consent-service would: by a record on the topic. */
@ApplicationScoped
public class Tenants {

    private final KeyVault vault;
    private final TenantDirectory directory;
    private final Topics kafka;

    Tenants(
            KeyVault vault,
            TenantDirectory directory,
            @ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap) {
        this.vault = vault;
        this.directory = directory;
        this.kafka = new Topics(bootstrap);
    }

    /** A new tenant that this service already knows. */
    public TenantId create(String tradingName, TenantStatus status) {
        TenantId tenant = new TenantId("t" + UUID.randomUUID().toString().substring(0, 8));
        TenantSettings settings = new TenantSettings(
                tradingName + " (Pty) Ltd",
                tradingName,
                new Contact("privacy@sender.example", null, null, null),
                null,
                "ZA",
                "ZA",
                "Africa/Johannesburg",
                "ZA",
                12,
                null,
                null,
                null);
        TenantSettingsPublished event =
                new TenantSettingsPublished(tenant, 1, status, settings, vault.wrap(tenant, vault.generate()));
        kafka.send(Topic.TENANT_SETTINGS, tenant, "settings", event.wireName(), EventJson.write(event), Instant.now());
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> directory
                .get(tenant)
                .await()
                .atMost(Duration.ofSeconds(5))
                .id()
                .equals(tenant));
        return tenant;
    }

    public Topics kafka() {
        return kafka;
    }
}

package io.consentry.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.SuppressionEvent;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.TenantDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** suppression-service as this service hears it; returns when it has been heard. */
@ApplicationScoped
public class Suppressions {

    private final Tenants tenants;
    private final TenantDirectory directory;
    private final Database database;

    Suppressions(Tenants tenants, TenantDirectory directory, Database database) {
        this.tenants = tenants;
        this.directory = directory;
        this.database = database;
    }

    public UUID add(
            TenantId tenant,
            String email,
            SuppressionReason reason,
            @Nullable String purpose,
            @Nullable Channel channel) {
        UUID id = UUID.randomUUID();
        send(
                tenant,
                new SuppressionAdded(
                        id,
                        address(tenant, email),
                        purpose == null ? null : new PurposeKey(purpose),
                        channel,
                        reason,
                        SuppressionOrigin.RECIPIENT,
                        Instant.now(),
                        null,
                        null,
                        null));
        awaitCount(tenant, id, 1);
        return id;
    }

    public void release(TenantId tenant, String email, UUID id) {
        send(tenant, new SuppressionReleased(id, address(tenant, email), Instant.now(), null));
        awaitCount(tenant, id, 0);
    }

    private void send(TenantId tenant, SuppressionEvent event) {
        tenants.kafka()
                .send(
                        Topic.SUPPRESSION_EVENTS,
                        tenant,
                        event.orderingKey(),
                        event.wireName(),
                        EventJson.write(event),
                        Instant.now());
    }

    private void awaitCount(TenantId tenant, UUID id, long count) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        database.count(tenant.value(), "suppressed_address where suppression_id = '" + id + "'"))
                .isEqualTo(count));
    }

    public KeyedAddress address(TenantId tenant, String email) {
        return AddressKeys.keyed(
                directory.get(tenant).await().atMost(Duration.ofSeconds(5)).keys(),
                new AddressNormaliser().normalise(AddressKind.EMAIL, email, "ZA"));
    }
}

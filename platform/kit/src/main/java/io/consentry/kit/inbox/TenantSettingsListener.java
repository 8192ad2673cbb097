package io.consentry.kit.inbox;

import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.TenantEvent.TenantSettingsPublished;
import io.consentry.kit.flow.Each;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Keeps the tenants' settings of a service that is not their owner. */
@ApplicationScoped
@UnlessBuildProperty(name = "consentry.source", stringValue = "consent")
class TenantSettingsListener implements EventListener {

    private final TenantDirectory tenants;

    TenantSettingsListener(TenantDirectory tenants) {
        this.tenants = tenants;
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.TENANT_SETTINGS);
    }

    @Override
    public boolean keepsOrder() {
        return false;
    }

    @Override
    public Uni<Void> on(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> events) {
        return Each.inOrder(events, received -> store(transaction, received));
    }

    private Uni<Void> store(SqlConnection transaction, ReceivedEvent received) {
        if (received.event() instanceof TenantSettingsPublished published) {
            return tenants.store(transaction, published);
        }
        throw new IllegalArgumentException(
                "not a tenant event: " + received.event().wireName());
    }

    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return Uni.createFrom().voidItem();
    }
}

package io.consentry.suppression.feedback;

import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
import io.consentry.suppression.entry.ReportedAddress;
import io.consentry.suppression.feedback.mail.Verdict;
import io.consentry.suppression.feedback.provider.Credentials;
import io.consentry.suppression.feedback.provider.Delivery;
import io.consentry.suppression.feedback.provider.DeliveryUnreadableException;
import io.consentry.suppression.feedback.provider.ProviderEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what providers deliver. Who may not come in learns nothing: not whether there is such a tenant, nor what it set. Each event is a
 * transaction of its own and applied once, so a delivery that breaks off is simply delivered again.
 */
@ApplicationScoped
class ProviderFeedback {

    private final TenantDirectory tenants;
    private final TenantDatabase database;
    private final FeedbackSettingsStore settings;
    private final FeedbackStore store;
    private final Feedback feedback;
    private final Clock clock;

    ProviderFeedback(
            TenantDirectory tenants,
            TenantDatabase database,
            FeedbackSettingsStore settings,
            FeedbackStore store,
            Feedback feedback,
            Clock clock) {
        this.tenants = tenants;
        this.database = database;
        this.settings = settings;
        this.store = store;
        this.feedback = feedback;
        this.clock = clock;
    }

    /** Thrown to nobody: the one answer to everybody who may not come in. */
    private static final class ForbiddenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Answers when everything is durable. */
    Uni<Response> take(String tenant, Delivery delivery) {
        return known(tenant)
                .call(found -> requireGenuine(found, delivery))
                .chain(found -> accept(found, delivery))
                .map(view -> Response.ok(view).build())
                .onFailure(ForbiddenException.class)
                .recoverWithItem(() -> Response.status(403).build())
                .onFailure(DeliveryUnreadableException.class)
                .transform(unreadable ->
                        new RefusedException(ProblemType.UNREADABLE, "The delivery " + unreadable.getMessage() + "."));
    }

    private Uni<Tenant> known(String tenant) {
        return TenantId.isValid(tenant)
                ? tenants.get(new TenantId(tenant))
                        .onFailure(TenantUnknownException.class)
                        .transform(unknown -> new ForbiddenException())
                : Uni.createFrom().failure(new ForbiddenException());
    }

    private Uni<Void> requireGenuine(Tenant tenant, Delivery delivery) {
        return database.inTransaction(tenant.id(), transaction -> settings.find(transaction, tenant)
                .chain(stored -> isGenuine(delivery, stored.settings().credentials())
                        ? useOnce(transaction, tenant, delivery)
                        : Uni.createFrom().failure(new ForbiddenException())));
    }

    private boolean isGenuine(Delivery delivery, Credentials credentials) {
        try {
            return delivery.isGenuine(credentials, clock.instant());
        } catch (DeliveryUnreadableException e) {
            return false;
        }
    }

    /** What is signed without its events may come again with the same events, and with no others. */
    private Uni<Void> useOnce(SqlConnection transaction, Tenant tenant, Delivery delivery) {
        if (delivery.nonce().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String name = "nonce\n" + delivery.provider() + "\n" + delivery.nonce().get();
        String said = name + "\n" + new String(delivery.body(), StandardCharsets.UTF_8);
        Instant now = now();
        return store.see(transaction, tenant.id(), digest(tenant, name), now)
                .chain(firstUse -> store.see(transaction, tenant.id(), digest(tenant, said), now)
                        .invoke(firstTime -> {
                            if (!firstUse && firstTime) {
                                throw new ForbiddenException();
                            }
                        }))
                .replaceWithVoid();
    }

    private Uni<FeedbackView> accept(Tenant tenant, Delivery delivery) {
        if (delivery.confirmation().isPresent()) {
            return keep(tenant, delivery.confirmation().get()).replaceWith(FeedbackView.of(List.of()));
        }
        return Multi.createFrom()
                .iterable(delivery.events())
                .onItem()
                .transformToUniAndConcatenate(event -> apply(tenant, delivery, event))
                .collect()
                .in(ArrayList<RecipientOutcome>::new, List::addAll)
                .map(FeedbackView::of);
    }

    private Uni<Void> keep(Tenant tenant, String subscribeUrl) {
        return subscribeUrl.startsWith("https://")
                ? database.inTransaction(
                        tenant.id(),
                        transaction -> settings.keep(transaction, tenant, new PendingConfirmation(subscribeUrl, now())))
                : Uni.createFrom().voidItem();
    }

    private Uni<List<RecipientOutcome>> apply(Tenant tenant, Delivery delivery, ProviderEvent event) {
        ReportedAddress address = Recipients.named(tenant, event.recipient());
        Report report = new Report(address, event.verdict(), event.status());
        if (address == null || event.verdict() == Verdict.NONE) {
            String masked = address == null ? null : address.masked();
            return Uni.createFrom().item(List.of(new RecipientOutcome(masked, Outcome.IGNORED, event.status(), null)));
        }
        byte[] digest = digest(tenant, "event\n" + delivery.provider() + "\n" + event.id());
        return database.inTransaction(
                tenant.id(), transaction -> feedback.apply(transaction, tenant, digest, List.of(report)));
    }

    private static byte[] digest(Tenant tenant, String text) {
        return tenant.keys().mac(("feedback:" + text).getBytes(StandardCharsets.UTF_8));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

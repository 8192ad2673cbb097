package io.consentry.consent.notice;

import io.consentry.consent.notice.NoticePublisher.Outcome;
import io.consentry.consent.notice.NoticeView.NoticeList;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.TenantId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/notices}: what people are told before they consent, version by version (capability C4). */
@Path("/v1/notices/{key}")
class NoticeResource {

    private final Caller caller;
    private final PurposeCatalogue purposes;
    private final NoticePublisher publisher;
    private final NoticeDirectory directory;
    private final NoticeStore store;
    private final TenantDatabase database;
    private final Clock clock;

    NoticeResource(
            Caller caller,
            PurposeCatalogue purposes,
            NoticePublisher publisher,
            NoticeDirectory directory,
            NoticeStore store,
            TenantDatabase database,
            Clock clock) {
        this.caller = caller;
        this.purposes = purposes;
        this.publisher = publisher;
        this.directory = directory;
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    @PUT
    @Path("/versions/{version}")
    @PermissionsAllowed("consent:write")
    @Operation(summary = "Publishes a version, which never changes from then on, and says what it lacks")
    @APIResponse(
            responseCode = "201",
            description = "Published",
            content = @Content(schema = @Schema(implementation = NoticeView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was published before with the same content",
            content = @Content(schema = @Schema(implementation = NoticeView.class)))
    public Uni<Response> put(
            @PathParam("key") String key, @PathParam("version") String version, NoticeRequest request) {
        RefusedException.requireBody(request);
        return caller.tenant()
                .chain(tenant -> purposes.of(tenant.requireActive().id())
                        .map(catalogue -> request.toContent(key, version, catalogue.keySet()))
                        .chain(content -> publisher.publish(tenant.id(), content))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(outcome -> answer(tenant, outcome)));
    }

    /** On a thread that may take its time: a long text takes tens of milliseconds. */
    private static Response answer(Tenant tenant, Outcome outcome) {
        List<NoticeFinding> warnings = new ArrayList<>();
        LeadTime.finding(outcome.version(), outcome.stored().material(), tenant.zone())
                .ifPresent(warnings::add);
        warnings.addAll(NoticeCompleteness.check(
                outcome.stored().text(),
                List.of(tenant.settings().legalName(), tenant.settings().tradingName())));
        return Response.status(outcome.isNew() ? 201 : 200)
                .entity(NoticeView.of(outcome.version(), outcome.stored(), outcome.notices())
                        .withWarnings(warnings, outcome.token().text()))
                .build();
    }

    @GET
    @PermissionsAllowed("consent:read")
    @Operation(summary = "The version in force at an instant, or now, with its texts")
    public Uni<NoticeView> inForce(@PathParam("key") String key, @QueryParam("at") @Nullable String at) {
        Violations violations = new Violations();
        Instant given = violations.readInstant("at", at);
        violations.throwIfAny();
        Instant asked = given == null ? clock.instant() : given;
        return show(notices -> notices.inForce(key, asked));
    }

    @GET
    @Path("/versions")
    @PermissionsAllowed("consent:read")
    @Operation(summary = "All versions without their texts, the one that comes into force last first")
    public Uni<NoticeList> list(@PathParam("key") String key) {
        return caller.tenant().chain(tenant -> directory
                .read(tenant.id())
                .invoke(notices -> {
                    if (notices.versions(key).isEmpty()) {
                        throw RefusedException.notFound("notice");
                    }
                })
                .chain(notices -> database.inTransaction(
                                tenant.id(), transaction -> store.list(transaction, tenant.id(), key))
                        .map(stored -> list(key, notices, stored))));
    }

    private static NoticeList list(String key, PublishedNotices notices, Map<NoticeRef, StoredNotice> stored) {
        List<NoticeView> views = new ArrayList<>();
        for (NoticeVersion version : notices.versions(key)) {
            StoredNotice found = stored.get(version.ref());
            if (found != null) {
                views.add(NoticeView.of(version, found, notices));
            }
        }
        Collections.reverse(views);
        return new NoticeList(views);
    }

    @GET
    @Path("/versions/{version}")
    @PermissionsAllowed("consent:read")
    @Operation(summary = "A version with its texts, whether or not it is in force")
    public Uni<NoticeView> get(@PathParam("key") String key, @PathParam("version") String version) {
        return show(notices -> notices.versions(key).stream()
                .filter(known -> known.ref().version().equals(version))
                .findFirst());
    }

    private Uni<NoticeView> show(Function<PublishedNotices, Optional<NoticeVersion>> choice) {
        return caller.tenant().chain(tenant -> directory
                .read(tenant.id())
                .chain(notices -> view(
                        tenant.id(),
                        choice.apply(notices).orElseThrow(() -> RefusedException.notFound("notice")),
                        notices)));
    }

    private Uni<NoticeView> view(TenantId tenant, NoticeVersion version, PublishedNotices notices) {
        return database.inTransaction(tenant, transaction -> store.get(transaction, tenant, version.ref()))
                .map(stored -> NoticeView.of(version, stored, notices).withTexts(stored));
    }
}

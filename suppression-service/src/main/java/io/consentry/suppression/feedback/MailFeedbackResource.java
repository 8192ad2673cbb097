package io.consentry.suppression.feedback;

import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.suppression.feedback.mail.MailReport;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/feedback/mail}: what came back by mail. */
@Path("/v1/feedback/mail")
@Produces(MediaType.APPLICATION_JSON)
class MailFeedbackResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Feedback feedback;
    private final FeedbackConfig config;
    private final Semaphore places;

    MailFeedbackResource(
            Caller caller, TenantDatabase database, Feedback feedback, FeedbackConfig config, MailPlaces places) {
        this.caller = caller;
        this.database = database;
        this.feedback = feedback;
        this.config = config;
        this.places = places.semaphore();
    }

    @POST
    @Blocking
    @Consumes("message/rfc822")
    @PermissionsAllowed("suppression:write")
    @Operation(
            operationId = "mailFeedback",
            summary =
                    "Takes a bounce (RFC 3464, or in words) or a complaint (RFC 5965) as it came; the same one counts once")
    public FeedbackView mail(InputStream body) throws IOException {
        Tenant tenant = caller.tenant().await().atMost(config.timeout());
        if (!places.tryAcquire()) {
            throw new RefusedException(
                    ProblemType.TOO_MANY_REQUESTS, "Too many mails are being read; try again later.");
        }
        try {
            MailReport report = MailBody.read(body);
            return database.inTransaction(
                            tenant.id(),
                            transaction -> feedback.apply(
                                    transaction,
                                    tenant,
                                    MailBody.digest(tenant, report),
                                    Recipients.reports(tenant, report)))
                    .map(FeedbackView::of)
                    .await()
                    .atMost(config.timeout());
        } finally {
            places.release();
        }
    }
}

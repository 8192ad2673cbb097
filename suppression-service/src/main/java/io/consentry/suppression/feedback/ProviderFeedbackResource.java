package io.consentry.suppression.feedback;

import io.consentry.suppression.feedback.provider.MailgunDelivery;
import io.consentry.suppression.feedback.provider.PostmarkDelivery;
import io.consentry.suppression.feedback.provider.SendgridDelivery;
import io.consentry.suppression.feedback.provider.SesDelivery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/feedback/<provider>/<tenant>}: what e-mail providers deliver, and prove to be theirs. */
@Path("/v1/feedback")
@PermitAll
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class ProviderFeedbackResource {

    private static final String DONE = "Everything that it says is durable";
    private static final String FORBIDDEN = "No such tenant, or not its provider";
    private static final String UNREADABLE = "Genuine, and not what the provider is known to send";

    private final ProviderFeedback feedback;

    ProviderFeedbackResource(ProviderFeedback feedback) {
        this.feedback = feedback;
    }

    @POST
    @Path("/sendgrid/{tenant}")
    @Operation(operationId = "sendgridFeedback", summary = "SendGrid's event webhook, signed")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON))
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = FeedbackView.class)))
    @APIResponse(responseCode = "400", description = UNREADABLE)
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    public Uni<Response> sendgrid(
            @PathParam("tenant") String tenant,
            @HeaderParam("X-Twilio-Email-Event-Webhook-Signature") @Nullable String signature,
            @HeaderParam("X-Twilio-Email-Event-Webhook-Timestamp") @Nullable String timestamp,
            byte @Nullable [] body) {
        return feedback.take(tenant, new SendgridDelivery(bytes(body), signature, timestamp));
    }

    @POST
    @Path("/mailgun/{tenant}")
    @Operation(operationId = "mailgunFeedback", summary = "Mailgun's webhooks, signed")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON))
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = FeedbackView.class)))
    @APIResponse(responseCode = "400", description = UNREADABLE)
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    public Uni<Response> mailgun(@PathParam("tenant") String tenant, byte @Nullable [] body) {
        return feedback.take(tenant, new MailgunDelivery(bytes(body)));
    }

    @POST
    @Path("/postmark/{tenant}")
    @Operation(operationId = "postmarkFeedback", summary = "Postmark's webhooks, with basic credentials")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON))
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = FeedbackView.class)))
    @APIResponse(responseCode = "400", description = UNREADABLE)
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    public Uni<Response> postmark(
            @PathParam("tenant") String tenant,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            byte @Nullable [] body) {
        return feedback.take(tenant, new PostmarkDelivery(bytes(body), authorization));
    }

    @POST
    @Path("/ses/{tenant}")
    @Operation(
            operationId = "sesFeedback",
            summary = "Amazon SES by way of SNS, signed; a confirmation is kept and never called")
    @RequestBody(content = @Content(mediaType = MediaType.TEXT_PLAIN))
    @APIResponse(
            responseCode = "200",
            description = DONE,
            content = @Content(schema = @Schema(implementation = FeedbackView.class)))
    @APIResponse(responseCode = "400", description = UNREADABLE)
    @APIResponse(responseCode = "403", description = FORBIDDEN)
    public Uni<Response> ses(@PathParam("tenant") String tenant, byte @Nullable [] body) {
        return feedback.take(tenant, new SesDelivery(bytes(body)));
    }

    private static byte[] bytes(byte @Nullable [] body) {
        return body == null ? new byte[0] : body;
    }
}

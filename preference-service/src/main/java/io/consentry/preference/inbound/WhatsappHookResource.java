package io.consentry.preference.inbound;

import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What WhatsApp's Cloud API delivers (rules D-02 to D-07). */
@Path("/hooks/whatsapp/{tenant}")
@PermitAll
@Tag(name = "Hooks")
class WhatsappHookResource {

    private static final int BYTES_MAX = 3_500_000;
    private static final int CHALLENGE_LENGTH_MAX = 1_000;

    private final Hooks hooks;
    private final WhatsappIntake intake;

    WhatsappHookResource(Hooks hooks, WhatsappIntake intake) {
        this.hooks = hooks;
        this.intake = intake;
    }

    @GET
    @Operation(operationId = "whatsappHandshake", summary = "Proves that the address is the tenant's; changes nothing")
    @APIResponse(
            responseCode = "200",
            description = "The challenge",
            content = @Content(mediaType = MediaType.TEXT_PLAIN))
    @APIResponse(responseCode = "403", description = "No such tenant, or not its token")
    public Uni<Response> handshake(
            @PathParam("tenant") String tenant,
            @QueryParam("hub.mode") @Nullable String mode,
            @QueryParam("hub.verify_token") @Nullable String token,
            @QueryParam("hub.challenge") @Nullable String challenge) {
        String echoed = challenge == null || challenge.length() > CHALLENGE_LENGTH_MAX ? "" : challenge;
        return hooks.answer(
                tenant,
                secrets -> token != null
                        && "subscribe".equals(mode)
                        && HookSignature.isSame(secrets.whatsapp().verifyToken(), token),
                (known, settings) -> Uni.createFrom()
                        .item(Response.ok(echoed, MediaType.TEXT_PLAIN)
                                .header("X-Content-Type-Options", "nosniff")
                                .build()));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "whatsappHook",
            summary = "Messages, replies, wishes and failures; signed over the raw body")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON))
    @APIResponse(responseCode = "200", description = "What it asks for is durable")
    @APIResponse(responseCode = "403", description = "No such tenant, or not its signature")
    @APIResponse(responseCode = "503", description = "Not all recorded; deliver again")
    public Uni<Response> deliver(
            @PathParam("tenant") String tenant,
            @HeaderParam("X-Hub-Signature-256") @Nullable String signature,
            byte @Nullable [] body) {
        byte[] raw = body == null ? new byte[0] : body;
        if (raw.length > BYTES_MAX) {
            throw new RefusedException(ProblemType.TOO_LARGE, "A delivery may have at most " + BYTES_MAX + " bytes.");
        }
        return hooks.take(
                tenant,
                secrets -> HookSignature.matches(secrets.whatsapp().appSecret(), raw, signature),
                (known, settings) -> intake.take(known, settings, WhatsappDelivery.read(raw)),
                Response.ok().build());
    }
}

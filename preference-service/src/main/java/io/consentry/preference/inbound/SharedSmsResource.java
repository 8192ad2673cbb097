package io.consentry.preference.inbound;

import io.consentry.kit.problem.RefusedException;
import io.consentry.preference.unsubscribe.OptOuts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Text messages to a number that several tenants send from (rule D-14). */
@Path("/hooks/shared-sms/{number}")
@PermitAll
@Tag(name = "Hooks")
class SharedSmsResource {

    private final SharedSenderStore senders;
    private final SharedIntake intake;
    private final OptOuts optOuts;

    SharedSmsResource(SharedSenderStore senders, SharedIntake intake, OptOuts optOuts) {
        this.senders = senders;
        this.intake = intake;
        this.optOuts = optOuts;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "sharedSmsHook",
            summary = "A text message to a shared number; signed over the raw body with the number's secret")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SmsRequest.class)))
    @APIResponse(responseCode = "200", description = "What it asks for is durable at each tenant that it is to")
    @APIResponse(responseCode = "403", description = "No such number, or not its signature")
    @APIResponse(responseCode = "503", description = "Not recorded at each; deliver again")
    public Uni<Response> sms(
            @PathParam("number") String number,
            @HeaderParam("X-Consentry-Signature") @Nullable String signature,
            byte @Nullable [] body) {
        byte[] raw = SmsHookResource.requireSmall(body);
        return senders.find(number)
                .chain(found -> found.filter(sender -> HookSignature.matches(sender.secret(), raw, signature))
                        .map(sender -> take(sender, raw))
                        .orElseGet(
                                () -> Uni.createFrom().item(Response.status(403).build())))
                .onFailure(failure -> !(failure instanceof RefusedException))
                .recoverWithItem(Hooks::unavailable);
    }

    private Uni<Response> take(SharedSender sender, byte[] raw) {
        return intake.take(sender, SmsRequest.read(raw).parse())
                .chain(optOuts::confirmed)
                .replaceWith(() -> Response.ok().build());
    }
}

package io.consentry.preference.inbound;

import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.inbound.word.StopWords;
import io.consentry.preference.inbound.word.Verdict;
import io.consentry.preference.link.PublicUrls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Text messages that people write back, from providers, who sign them (rules D-09 to D-12). */
@Path("/hooks")
@PermitAll
@Tag(name = "Hooks")
class SmsHookResource {

    private static final int BYTES_MAX = 65_536;
    private static final String TWILIO = "twilio";

    /** Of a delivery that cannot be read: one with the same text is the same. */
    private static final String WITHOUT_ID = "unread";

    private static final String TWILIO_WHATSAPP = "whatsapp:";
    private static final String TWILIO_ANSWER = "<Response></Response>";

    private final Hooks hooks;
    private final Intake intake;
    private final PublicUrls urls;

    SmsHookResource(Hooks hooks, Intake intake, PublicUrls urls) {
        this.hooks = hooks;
        this.intake = intake;
        this.urls = urls;
    }

    @POST
    @Path("sms/{tenant}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "smsHook", summary = "A text message, from any provider; signed over the raw body")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SmsRequest.class)))
    @APIResponse(responseCode = "200", description = "What it asks for is durable")
    @APIResponse(responseCode = "403", description = "No such tenant, or not its signature")
    @APIResponse(responseCode = "503", description = "Not recorded; deliver again")
    public Uni<Response> sms(
            @PathParam("tenant") String tenant,
            @HeaderParam("X-Consentry-Signature") @Nullable String signature,
            byte @Nullable [] body) {
        byte[] raw = requireSmall(body);
        return hooks.take(
                tenant,
                secrets -> HookSignature.matches(secrets.sms().secret(), raw, signature),
                (known, settings) -> {
                    InboundMessage message = SmsRequest.read(raw).parse();
                    return take(known, settings, message, Verdict.OTHER);
                },
                Response.ok().build());
    }

    @POST
    @Path("twilio/{tenant}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "twilioHook",
            summary =
                    "A text message from Twilio; signed over address and parameters, or over the address with the hash of a JSON body")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED))
    @APIResponse(
            responseCode = "200",
            description = "What it asks for is durable; Twilio answers nothing to the person",
            content = @Content(mediaType = MediaType.TEXT_XML))
    @APIResponse(responseCode = "403", description = "No such tenant, or not its signature")
    @APIResponse(responseCode = "503", description = "Not recorded; deliver again")
    public Uni<Response> twilio(
            @PathParam("tenant") String tenant,
            @HeaderParam("X-Twilio-Signature") @Nullable String signature,
            @Context HttpServerRequest request,
            byte @Nullable [] body) {
        return twilio(tenant, signature, new TwilioDelivery(urls.of(request.uri()), requireSmall(body)));
    }

    /** Twilio can be set to call with GET; unlike a link, what comes by it is signed, and no scanner follows it. */
    @GET
    @Path("twilio/{tenant}")
    @Operation(operationId = "twilioHookGet", summary = "The same with the parameters in the address; signed over it")
    @APIResponse(
            responseCode = "200",
            description = "What it asks for is durable; Twilio answers nothing to the person",
            content = @Content(mediaType = MediaType.TEXT_XML))
    @APIResponse(responseCode = "403", description = "No such tenant, or not its signature")
    @APIResponse(responseCode = "503", description = "Not recorded; deliver again")
    public Uni<Response> twilioGet(
            @PathParam("tenant") String tenant,
            @HeaderParam("X-Twilio-Signature") @Nullable String signature,
            @Context HttpServerRequest request) {
        return twilio(tenant, signature, new TwilioDelivery(urls.of(request.uri()), new byte[0]));
    }

    private Uni<Response> twilio(String tenant, @Nullable String signature, TwilioDelivery delivery) {
        return hooks.take(
                tenant,
                secrets -> delivery.isBy(secrets.twilio().authToken(), signature),
                (known, settings) -> takeTwilio(known, settings, delivery),
                Response.ok(TWILIO_ANSWER, MediaType.TEXT_XML).build());
    }

    private Uni<List<ConsistencyToken>> takeTwilio(Tenant tenant, InboundSettings settings, TwilioDelivery delivery) {
        return delivery.read()
                .map(form -> takeTwilio(tenant, settings, form))
                .orElseGet(() -> intake.takeForReading(
                        tenant,
                        new InboundMessage(
                                TWILIO,
                                Channel.SMS,
                                WITHOUT_ID,
                                List.of(),
                                null,
                                delivery.text(),
                                CaptureMethod.KEYWORD),
                        Verdict.OTHER,
                        ReviewReason.UNKNOWN_SHAPE));
    }

    private Uni<List<ConsistencyToken>> takeTwilio(Tenant tenant, InboundSettings settings, TwilioForm form) {
        String from = form.value("From").orElse("");
        boolean isWhatsapp = from.startsWith(TWILIO_WHATSAPP);
        InboundMessage message = new InboundMessage(
                TWILIO,
                isWhatsapp ? Channel.WHATSAPP : Channel.SMS,
                form.value("MessageSid").orElse(""),
                List.of(new Sender(AddressKind.PHONE, isWhatsapp ? from.substring(TWILIO_WHATSAPP.length()) : from)),
                form.value("To").orElse(null),
                form.value("Body").orElse(""),
                CaptureMethod.KEYWORD);
        Verdict said =
                form.value("OptOutType").filter("STOP"::equalsIgnoreCase).isPresent() ? Verdict.STOP : Verdict.OTHER;
        return take(tenant, settings, message, said);
    }

    /** @param said what the provider makes of the message; a stop counts, all else is read here */
    private Uni<List<ConsistencyToken>> take(
            Tenant tenant, InboundSettings settings, InboundMessage message, Verdict said) {
        Verdict read = StopWords.with(settings.stopWords()).read(message.text());
        return intake.take(tenant, message, said == Verdict.STOP ? said : read);
    }

    static byte[] requireSmall(byte @Nullable [] body) {
        if (body != null && body.length > BYTES_MAX) {
            throw new RefusedException(ProblemType.TOO_LARGE, "A delivery may have at most " + BYTES_MAX + " bytes.");
        }
        return body == null ? new byte[0] : body;
    }
}

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
import io.consentry.preference.link.Link;
import io.consentry.preference.link.LinkReader;
import io.consentry.preference.link.LinkUnknownException;
import io.consentry.preference.unsubscribe.OptOutScope;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Mail that people write back, passed on by a mail server that signs it: the {@code mailto:} of a link (rule C-07), and free words. */
@Path("/hooks/mail/{tenant}")
@PermitAll
@Tag(name = "Hooks")
class MailHookResource {

    private static final int BYTES_MAX = 2_000_000;
    private static final int SHOWN_LENGTH_MAX = 2_000;
    private static final String SOURCE = "mail";

    private final Hooks hooks;
    private final Intake intake;
    private final LinkReader links;
    private final OptOuts optOuts;

    MailHookResource(Hooks hooks, Intake intake, LinkReader links, OptOuts optOuts) {
        this.hooks = hooks;
        this.intake = intake;
        this.links = links;
        this.optOuts = optOuts;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "mailHook", summary = "A mail as it was received; signed over the raw body")
    @RequestBody(content = @Content(mediaType = "message/rfc822"))
    @APIResponse(responseCode = "200", description = "What it asks for is durable")
    @APIResponse(responseCode = "403", description = "No such tenant, or not its signature")
    @APIResponse(responseCode = "413", description = "More than 2,000,000 bytes: pass on the beginning")
    @APIResponse(responseCode = "503", description = "Not recorded; deliver again")
    public Uni<Response> mail(
            @PathParam("tenant") String tenant,
            @HeaderParam("X-Consentry-Signature") @Nullable String signature,
            byte @Nullable [] body) {
        byte[] raw = body == null ? new byte[0] : body;
        if (raw.length > BYTES_MAX) {
            throw new RefusedException(ProblemType.TOO_LARGE, "A mail may have at most " + BYTES_MAX + " bytes.");
        }
        return hooks.take(
                tenant,
                secrets -> HookSignature.matches(secrets.mail().secret(), raw, signature),
                (known, settings) -> MailReader.read(raw)
                        .map(mail -> take(known, settings, mail))
                        .orElseGet(() -> unreadable(known, raw)),
                Response.ok().build());
    }

    /** The link of a {@code mailto:} is the person's word whoever sends it, as a click is; all else is read. */
    private Uni<List<ConsistencyToken>> take(Tenant tenant, InboundSettings settings, ReceivedMail mail) {
        return link(tenant, mail)
                .chain(link -> link.isPresent()
                        ? optOuts.optOut(link.get(), OptOutScope.TOPIC).replaceWith(List.of())
                        : read(tenant, settings, mail));
    }

    /** A long subject is folded, and comes with spaces where the folds were. */
    private Uni<Optional<Link>> link(Tenant tenant, ReceivedMail mail) {
        return links.read(mail.subject().replaceAll("\\s+", ""))
                .map(link ->
                        Optional.of(link).filter(found -> found.tenant().id().equals(tenant.id())))
                .onFailure(LinkUnknownException.class)
                .recoverWithItem(Optional.empty());
    }

    private Uni<List<ConsistencyToken>> read(Tenant tenant, InboundSettings settings, ReceivedMail mail) {
        if (mail.automatic()) {
            return Uni.createFrom().item(List.of());
        }
        Verdict verdict = new MailWish(StopWords.with(settings.stopWords())).read(mail);
        boolean asks = verdict == Verdict.STOP || verdict == Verdict.UNCLEAR;
        InboundMessage message = message(mail);
        if (MailWish.isDataSubjectRequest(mail)) {
            return intake.takeDataSubjectRequest(
                    tenant, message, mail.forged() && asks ? Verdict.UNCLEAR : verdict, mail.forged());
        }
        return mail.forged() && asks
                ? intake.takeForReading(tenant, message, Verdict.UNCLEAR, ReviewReason.UNAUTHENTICATED)
                : intake.take(tenant, message, verdict);
    }

    private Uni<List<ConsistencyToken>> unreadable(Tenant tenant, byte[] raw) {
        String shown = new String(raw, 0, Math.min(raw.length, SHOWN_LENGTH_MAX), StandardCharsets.UTF_8);
        InboundMessage message = new InboundMessage(
                SOURCE, Channel.EMAIL, shown, List.of(), null, shown, CaptureMethod.EXPLICIT_REQUEST);
        return intake.takeForReading(tenant, message, Verdict.OTHER, ReviewReason.UNKNOWN_SHAPE);
    }

    private static InboundMessage message(ReceivedMail mail) {
        return new InboundMessage(
                SOURCE,
                Channel.EMAIL,
                mail.id(),
                mail.from() == null ? List.of() : List.of(new Sender(AddressKind.EMAIL, mail.from())),
                mail.to(),
                mail.subject() + "\n\n" + mail.text(),
                CaptureMethod.EXPLICIT_REQUEST);
    }
}

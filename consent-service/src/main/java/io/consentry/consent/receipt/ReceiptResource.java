package io.consentry.consent.receipt;

import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/consents/{eventId}/receipt}: what the person can keep of a decision (capability C9). */
@Path("/v1/consents/{eventId}/receipt")
class ReceiptResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final ReceiptReader reader;
    private final ReceiptKeys keys;
    private final ReceiptSigner signer;

    ReceiptResource(
            Caller caller, TenantDatabase database, ReceiptReader reader, ReceiptKeys keys, ReceiptSigner signer) {
        this.caller = caller;
        this.database = database;
        this.reader = reader;
        this.keys = keys;
        this.signer = signer;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, ReceiptForm.JSON_LD, ReceiptForm.JOSE})
    @PermissionsAllowed("consent:read")
    @Operation(
            operationId = "receipt",
            summary =
                    "The receipt of a decision: Kantara's as JSON, ISO/IEC TS 27560's as JSON-LD, that signed as JOSE")
    @APIResponse(
            responseCode = "200",
            description = "The same document for the same decision, always",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = KantaraReceipt.class)),
                @Content(mediaType = ReceiptForm.JSON_LD, schema = @Schema(implementation = Object.class)),
                @Content(mediaType = ReceiptForm.JOSE, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "406", description = "not-acceptable")
    public Uni<Response> get(@PathParam("eventId") UUID eventId, @Context HttpHeaders headers) {
        ReceiptForm form = ReceiptForm.best(headers.getAcceptableMediaTypes()).orElseThrow(NotAcceptableException::new);
        return caller.tenant()
                .chain(tenant ->
                        database.inTransaction(tenant.id(), transaction -> reader.read(transaction, tenant, eventId)
                                .chain(receipt -> written(transaction, tenant, receipt, form))))
                .map(text -> Response.ok(text, form.mediaType())
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .build());
    }

    private Uni<String> written(SqlConnection transaction, Tenant tenant, Receipt receipt, ReceiptForm form) {
        return switch (form) {
            case KANTARA -> Uni.createFrom().item(EventJson.write(KantaraReceipt.of(receipt)));
            case ISO_27560 -> Uni.createFrom().item(document(receipt));
            case SIGNED ->
                keys.current(transaction, tenant).map(key -> signer.sign(tenant.id(), key, document(receipt)));
        };
    }

    private static String document(Receipt receipt) {
        return EventJson.write(Iso27560Receipt.of(receipt));
    }
}

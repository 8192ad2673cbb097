package io.consentry.kit.idempotency;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * An answer that can be given again.
 *
 * @param status HTTP status
 * @param body JSON text
 */
public record StoredAnswer(int status, String body) {

    /** The answer as HTTP has it. */
    public Response toResponse() {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(body)
                .build();
    }
}

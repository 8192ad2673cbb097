package io.consentry.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.ProblemType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a refusal (RFC 9457 section 3) with our {@code code} and {@code violations}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type, String title, int status, @Nullable String detail, String code, List<Violation> violations) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemType type, @Nullable String detail, List<Violation> violations) {
        return new Problem(type.uri(), type.title(), type.status(), detail, type.code(), violations);
    }

    static Response response(ProblemType type, @Nullable String detail) {
        return response(of(type, detail, List.of()));
    }

    static Response response(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(MEDIA_TYPE).entity(problem);
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == 503 || problem.status() == 429) {
            response.header("Retry-After", "1");
        }
        return response.build();
    }
}

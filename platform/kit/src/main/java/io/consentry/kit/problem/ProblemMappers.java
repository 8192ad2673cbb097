package io.consentry.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.consentry.contract.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where exceptions become answers. What is not a refusal is our fault and says nothing about itself. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response refused(RefusedException refusal) {
        return Problem.response(Problem.of(refusal.type(), refusal.getMessage(), refusal.violations()));
    }

    @ServerExceptionMapper
    public Response unauthenticated(UnauthorizedException failure) {
        return Problem.response(ProblemType.UNAUTHENTICATED, "Send 'Authorization: Bearer <access token>'.");
    }

    @ServerExceptionMapper
    public Response badToken(AuthenticationFailedException failure) {
        return Problem.response(
                ProblemType.UNAUTHENTICATED, "The access token is expired, malformed or not meant for this service.");
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure) {
        return Problem.response(ProblemType.MISSING_SCOPE, "Ask for a token with the scope that the API page names.");
    }

    @ServerExceptionMapper
    public Response unreadable(MismatchedInputException failure) {
        return unreadableJson(failure);
    }

    @ServerExceptionMapper
    public Response webApplication(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return unreadableJson(json);
        }
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 401 -> Problem.response(ProblemType.UNAUTHENTICATED, null);
            case 403 -> Problem.response(ProblemType.MISSING_SCOPE, null);
            case 404 -> Problem.response(ProblemType.NOT_FOUND, null);
            case 405 -> Problem.response(ProblemType.METHOD_NOT_ALLOWED, null);
            case 406 -> Problem.response(ProblemType.NOT_ACCEPTABLE, null);
            case 413 -> Problem.response(ProblemType.TOO_LARGE, null);
            case 415 -> Problem.response(ProblemType.UNSUPPORTED_MEDIA_TYPE, null);
            default -> status < 500 ? Problem.response(ProblemType.UNREADABLE, null) : internal(failure);
        };
    }

    @ServerExceptionMapper
    public Response internal(Throwable failure) {
        if (Unavailable.is(failure)) {
            LOG.warnf("dependency unavailable: %s", failure.getClass().getName());
            return Problem.response(ProblemType.DEPENDENCY_UNAVAILABLE, "Try again shortly.");
        }
        LOG.error("request failed", Scrubbed.forLog(failure));
        return Problem.response(ProblemType.INTERNAL, null);
    }

    private static Response unreadableJson(JsonProcessingException failure) {
        String path = failure instanceof JsonMappingException mapping ? path(mapping) : "";
        Violation violation = failure instanceof UnrecognizedPropertyException
                ? new Violation(path, "unknown-field", "is not a field of this request")
                : failure instanceof JsonMappingException
                        ? new Violation(path, "wrong-type", "has a value of the wrong type")
                        : new Violation(path, "not-json", "the body is not well-formed JSON");
        return Problem.response(
                Problem.of(ProblemType.UNREADABLE, "The body could not be read; see violations.", List.of(violation)));
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}

package io.consentry.kit.problem;

import io.consentry.contract.ProblemType;
import io.consentry.kit.json.EventJson;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that announces more bytes than allowed before any of it is read, with a problem instead of a bare status; one that
 * announces nothing is read no further than that. A path below {@code /v1} that ends in {@code /stream}, {@code /runs}, {@code /import},
 * {@code /imports} or {@code /screen} bounds what it reads line by line; below {@value #FEEDBACK} it does not, for there the last word is a tenant that
 * anybody may name. {@value #MAIL} takes a whole mail with its attachments.
 */
@ApplicationScoped
class BodyLimit {

    private static final int BEFORE_EVERYTHING = 1_000;
    private static final List<String> STREAMS = List.of("/stream", "/runs", "/import", "/screen", "/imports");
    private static final String FEEDBACK = "/v1/feedback/";
    private static final String MAIL = FEEDBACK + "mail";

    private final long bytesMax;
    private final long mailBytesMax;

    /**
     * @param bytesMax bytes of a body; more is 413
     * @param mailBytesMax bytes of a mail to {@code POST /v1/feedback/mail}; more is 413
     */
    BodyLimit(
            @ConfigProperty(name = "consentry.http.body-bytes-max", defaultValue = "4000000") long bytesMax,
            @ConfigProperty(name = "consentry.http.mail-bytes-max", defaultValue = "26214400") long mailBytesMax) {
        this.bytesMax = bytesMax;
        this.mailBytesMax = mailBytesMax;
    }

    private long bytesMax(RoutingContext context) {
        return context.normalizedPath().equals(MAIL) ? mailBytesMax : bytesMax;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    /** Overrules the server's own limit, which knows no paths. */
    void route(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(context -> {
            if (!isStream(context)) {
                context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, bytesMax(context));
            }
            context.next();
        });
    }

    private static boolean isStream(RoutingContext context) {
        String path = context.normalizedPath();
        return path.startsWith("/v1/")
                && !path.startsWith(FEEDBACK)
                && STREAMS.stream().anyMatch(path::endsWith);
    }

    private void check(RoutingContext context) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null
                || isStream(context)
                || announced.length() < 19 && Long.parseLong(announced) <= bytesMax(context)) {
            context.next();
            return;
        }
        Problem problem = Problem.of(
                ProblemType.TOO_LARGE,
                "A body may have at most " + bytesMax(context) + " bytes; split the request.",
                List.of());
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(EventJson.write(problem));
    }
}

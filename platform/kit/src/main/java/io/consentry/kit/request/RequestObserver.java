package io.consentry.kit.request;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.IntStream;
import org.jboss.logging.MDC;

/**
 * Gives every request an id, which its answer says and its log lines carry, and counts the answers.
 *
 * <p>The framework's own measuring of HTTP is off: it looks its labels up for each request, and takes for a label whatever path is no
 * route, such as one with a link's token in it.
 */
@ApplicationScoped
class RequestObserver {

    private static final String LOGGED_AS = "requestId";

    /** Before all other filters: what they refuse has an id, too, and is counted. */
    private static final int FIRST = 2_000;

    private static final int KINDS = 5;
    private static final int HUNDRED = 100;

    /** By the first digit of the status, less one. */
    private final Counter[] answers;

    RequestObserver(MeterRegistry registry) {
        this.answers = IntStream.rangeClosed(1, KINDS)
                .mapToObj(digit -> Counter.builder("consentry.http.answers")
                        .description("Answers to HTTP requests, by kind of status")
                        .tag("status", digit + "xx")
                        .register(registry))
                .toArray(Counter[]::new);
    }

    void register(@Observes Filters filters) {
        filters.register(this::observe, FIRST);
    }

    private void observe(RoutingContext context) {
        String id = RequestId.of(context.request().getHeader(RequestId.HEADER));
        context.response().putHeader(RequestId.HEADER, id);
        MDC.put(LOGGED_AS, id);
        context.addEndHandler(ended -> count(context.response().getStatusCode()));
        context.next();
    }

    private void count(int status) {
        int kind = status / HUNDRED - 1;
        if (kind >= 0 && kind < KINDS) {
            answers[kind].increment();
        }
    }
}

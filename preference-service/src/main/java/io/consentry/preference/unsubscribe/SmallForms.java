package io.consentry.preference.unsubscribe;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Anybody may POST to a link, so what announces more than a form's size is refused before it is read. */
@ApplicationScoped
class SmallForms {

    static final int BYTES_MAX = 8_192;
    private static final int BEFORE_ROUTES = 900;

    void register(@Observes Filters filters) {
        filters.register(SmallForms::check, BEFORE_ROUTES);
    }

    private static void check(RoutingContext context) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null || !context.normalizedPath().startsWith("/u/") || isSmall(announced)) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end();
    }

    private static boolean isSmall(String announced) {
        return announced.length() < 10 && Long.parseLong(announced) <= BYTES_MAX;
    }
}

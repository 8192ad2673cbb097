package io.consentry.preference.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Anybody may POST to a link, so what announces more than a form's size is refused before it is read. */
@ApplicationScoped
public class SmallForms {

    /** Of a form with a button or two. */
    public static final int BYTES_MAX = 8_192;

    /** Of a form with a choice for each topic and channel. */
    public static final int CHOICES_BYTES_MAX = 65_536;

    private static final int BEFORE_ROUTES = 900;

    void register(@Observes Filters filters) {
        filters.register(SmallForms::check, BEFORE_ROUTES);
    }

    private static void check(RoutingContext context) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null || isSmall(announced, max(context.normalizedPath()))) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end();
    }

    private static long max(String path) {
        if (path.startsWith("/u/") || path.startsWith("/confirm/")) {
            return BYTES_MAX;
        }
        return path.startsWith("/p/") ? CHOICES_BYTES_MAX : Long.MAX_VALUE;
    }

    private static boolean isSmall(String announced, long max) {
        return announced.length() < 19 && Long.parseLong(announced) <= max;
    }
}

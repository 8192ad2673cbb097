package io.consentry.preference.unsubscribe;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Anybody may POST to a link, so what announces more than a form's size is refused before it is read. */
@ApplicationScoped
public class SmallForms {

    /** The largest form, in bytes. */
    public static final int BYTES_MAX = 8_192;

    private static final List<String> PATHS = List.of("/u/", "/p/", "/confirm/");
    private static final int BEFORE_ROUTES = 900;

    void register(@Observes Filters filters) {
        filters.register(SmallForms::check, BEFORE_ROUTES);
    }

    private static void check(RoutingContext context) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null || !isForm(context.normalizedPath()) || isSmall(announced)) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end();
    }

    private static boolean isForm(String path) {
        return PATHS.stream().anyMatch(path::startsWith);
    }

    private static boolean isSmall(String announced) {
        return announced.length() < 10 && Long.parseLong(announced) <= BYTES_MAX;
    }
}

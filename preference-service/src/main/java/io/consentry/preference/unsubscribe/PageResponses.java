package io.consentry.preference.unsubscribe;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** Answers with whole pages, without script or anything from elsewhere, that nobody keeps, finds or frames. */
@ApplicationScoped
public class PageResponses {

    private final PageStyle style;

    PageResponses(PageStyle style) {
        this.style = style;
    }

    /** The page in the one style. */
    public Uni<Response> answer(int status, TemplateInstance page) {
        return page.data("style", style.css()).createUni().map(html -> headers(Response.status(status))
                .type("text/html;charset=UTF-8")
                .header("Content-Security-Policy", style.contentSecurityPolicy())
                .entity(html)
                .build());
    }

    static Response.ResponseBuilder headers(Response.ResponseBuilder response) {
        return response.header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("X-Content-Type-Options", "nosniff");
    }
}

package io.consentry.preference.page;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Answers whole pages: no script, nothing from elsewhere, kept by nobody. */
@ApplicationScoped
public class Pages {

    private final PageStyle style;

    Pages(PageStyle style) {
        this.style = style;
    }

    /** A page in a language. */
    public Uni<Response> answer(int status, TemplateInstance page, Language language) {
        return answer(status, page, language, Branding.NONE);
    }

    /** A page in a language and a tenant's colours. */
    public Uni<Response> answer(int status, TemplateInstance page, Language language, Branding branding) {
        return page.setLocale(language.locale())
                .data("lang", language.tag())
                .data("style", style.css(branding))
                .data("logo", branding.logo())
                .createUni()
                .map(html -> headers(Response.status(status))
                        .type("text/html;charset=UTF-8")
                        .header("Content-Language", language.tag())
                        .header("Content-Security-Policy", style.contentSecurityPolicy(branding))
                        .entity(html)
                        .build());
    }

    /** 200 and nothing else. */
    public Uni<Response> empty() {
        return Uni.createFrom().item(headers(Response.ok()).build());
    }

    /** The texts in a language, for what no template says. */
    public static PageText text(Language language) {
        return language == Language.ENGLISH
                ? MessageBundles.get(PageText.class)
                : MessageBundles.get(PageText.class, Localized.Literal.of(language.tag()));
    }

    /** The headers of everything behind a link: not kept, not indexed, and no other site learns of it. */
    public static Response.ResponseBuilder headers(Response.ResponseBuilder response) {
        return response.header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("X-Content-Type-Options", "nosniff");
    }

    /**
     * How a tenant's pages look.
     *
     * @param colour of buttons and links on white, as {@code #rrggbb}; null for ours
     * @param logo a {@code data:} address; null for none
     */
    public record Branding(
            @Nullable String colour, @Nullable String logo) {

        public static final Branding NONE = new Branding(null, null);
    }
}

package io.consentry.preference.page;

import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.link.Link;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every page behind a link says: who sends, to whom, and in which languages it can be read. */
public final class LinkPage {

    private static final List<LanguageView> LANGUAGES =
            Arrays.stream(Language.values()).map(LanguageView::of).toList();

    private LinkPage() {}

    /** A language to switch to. */
    public record LanguageView(String tag, String ownName) {
        private static LanguageView of(Language language) {
            return new LanguageView(language.tag(), language.ownName());
        }
    }

    /** The template, filled with what is known of the link. */
    public static TemplateInstance of(Template template, Link link) {
        return of(template, link.tenant())
                .data("address", link.token().masked())
                .data("token", link.text());
    }

    /** The template, filled with what is known of the sender. */
    public static TemplateInstance of(Template template, Tenant tenant) {
        TenantSettings settings = tenant.settings();
        return template.data("sender", settings.tradingName())
                .data("legalName", settings.legalName())
                .data("contact", settings.contact().email())
                .data("languages", LANGUAGES);
    }

    /** A purpose as people can read it, where the tenant gave it no name. */
    public static String words(@Nullable PurposeKey purpose) {
        return purpose == null ? "" : purpose.value().replaceAll("[._-]+", " ");
    }
}

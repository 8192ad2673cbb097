package io.consentry.preference.linkrequest;

import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.address.Address;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.link.LinkMinter;
import io.consentry.preference.mail.Mail;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.Pages;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes the mail with the link. */
@ApplicationScoped
class LinkRequestMail {

    private final Template text;
    private final Template html;
    private final LinkMinter links;

    LinkRequestMail(
            @Location("linkrequest/mail.txt") Template text,
            @Location("linkrequest/mail.html") Template html,
            LinkMinter links) {
        this.text = text;
        this.html = html;
        this.links = links;
    }

    Uni<Mail> write(Tenant tenant, Address to, Language language) {
        String url = links.preferencesUrl(tenant, to);
        String subject = Pages.text(language).centerTitle(tenant.settings().tradingName());
        return about(text, tenant.settings(), url, language).createUni().chain(plain -> about(
                        html, tenant.settings(), url, language)
                .createUni()
                .map(page -> new Mail(to, true, subject, plain, page)));
    }

    private static TemplateInstance about(Template template, TenantSettings settings, String url, Language language) {
        return template.instance()
                .setLocale(language.locale())
                .data("lang", language.tag())
                .data("sender", settings.tradingName())
                .data("legalName", settings.legalName())
                .data("contact", settings.contact().email())
                .data("url", url);
    }
}

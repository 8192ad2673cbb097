package io.consentry.preference.optin;

import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.address.Address;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.branding.Look;
import io.consentry.preference.link.PublicUrls;
import io.consentry.preference.mail.Mail;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.Pages;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the mail that asks to confirm: what is asked for, by whom, and the link. */
@ApplicationScoped
class OptInMail {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z", Locale.ENGLISH);

    private final Template text;
    private final Template html;
    private final PublicUrls urls;

    OptInMail(@Location("optin/mail.txt") Template text, @Location("optin/mail.html") Template html, PublicUrls urls) {
        this.text = text;
        this.html = html;
        this.urls = urls;
    }

    Uni<Mail> write(Tenant tenant, Address to, OptIn optIn, Look look) {
        Language language = language(optIn, look);
        String subject = Pages.text(language).optInMailSubject(tenant.settings().tradingName());
        String url = urls.of("/confirm/" + OptInToken.encode(tenant.keys(), tenant.id(), optIn.id()));
        return about(text, tenant, optIn, look, url, language).createUni().chain(plain -> about(
                        html, tenant, optIn, look, url, language)
                .createUni()
                .map(page -> new Mail(to, false, subject, plain, page)));
    }

    /** That of the wording that the person read, else the tenant's. */
    private static Language language(OptIn optIn, Look look) {
        return Language.wished(null, optIn.content().locale()).orElseGet(look::defaultLanguage);
    }

    private static TemplateInstance about(
            Template template, Tenant tenant, OptIn optIn, Look look, String url, Language language) {
        TenantSettings settings = tenant.settings();
        return template.instance()
                .setLocale(language.locale())
                .data("lang", language.tag())
                .data("sender", settings.tradingName())
                .data("legalName", settings.legalName())
                .data("contact", settings.contact().email())
                .data("wording", optIn.content().wording())
                .data(
                        "purposes",
                        optIn.content().grants().stream()
                                .map(grant -> "“" + look.topic(grant.purpose(), language) + "”")
                                .distinct()
                                .collect(Collectors.joining(", ")))
                .data("expires", TIME.format(optIn.expiresAt().atZone(tenant.zone())))
                .data("url", url);
    }
}

package io.consentry.preference.optin;

import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.address.Address;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.link.PublicUrls;
import io.consentry.preference.mail.Mail;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the mail that asks to confirm: what is asked for, by whom, and the link. */
@ApplicationScoped
class OptInMail {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH);

    private final Template text;
    private final Template html;
    private final PublicUrls urls;

    OptInMail(@Location("optin/mail.txt") Template text, @Location("optin/mail.html") Template html, PublicUrls urls) {
        this.text = text;
        this.html = html;
        this.urls = urls;
    }

    Uni<Mail> write(Tenant tenant, Address to, OptIn optIn) {
        String subject = "Please confirm: messages from " + tenant.settings().tradingName();
        String url = urls.of("/confirm/" + OptInToken.encode(tenant.keys(), tenant.id(), optIn.id()));
        return about(text, tenant, optIn, url).createUni().chain(plain -> about(html, tenant, optIn, url)
                .createUni()
                .map(page -> new Mail(to, false, subject, plain, page)));
    }

    private static TemplateInstance about(Template template, Tenant tenant, OptIn optIn, String url) {
        TenantSettings settings = tenant.settings();
        return template.data("sender", settings.tradingName())
                .data("legalName", settings.legalName())
                .data("contact", settings.contact().email())
                .data("wording", optIn.content().wording())
                .data("purposes", PurposeWords.of(optIn.content().grants()))
                .data("expires", TIME.format(optIn.expiresAt().atZone(tenant.zone())))
                .data("url", url);
    }
}

package io.consentry.preference.optin;

import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.LinkPage;
import io.consentry.preference.page.MessagePages;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;

/** What people see behind the link to confirm. */
@ApplicationScoped
class ConfirmPages {

    private final Template ask;
    private final Template done;
    private final Pages pages;
    private final MessagePages messages;

    ConfirmPages(
            @Location("optin/ask.html") Template ask,
            @Location("optin/done.html") Template done,
            Pages pages,
            MessagePages messages) {
        this.ask = ask;
        this.done = done;
        this.pages = pages;
        this.messages = messages;
    }

    /** What is asked for, and the button. */
    Uni<Response> ask(Tenant tenant, String token, OptIn optIn, Language language) {
        return pages.answer(200, about(ask, tenant, optIn).data("token", token), language);
    }

    /** What was confirmed, now or before. */
    Uni<Response> done(Tenant tenant, OptIn optIn, Language language) {
        return pages.answer(200, about(done, tenant, optIn), language);
    }

    /** The same for every wrong link and every link that is too old. */
    Uni<Response> notFound(Language language) {
        return messages.message(404, language, PageText::noLinkTitle, PageText::oldLink);
    }

    Uni<Response> badRequest(Language language) {
        return messages.message(400, language, PageText::badRequestTitle, PageText::useTheButton);
    }

    private static TemplateInstance about(Template template, Tenant tenant, OptIn optIn) {
        return LinkPage.of(template, tenant)
                .data("address", optIn.content().masked())
                .data("wording", optIn.content().wording())
                .data(
                        "purposes",
                        PurposeWords.of(optIn.content().grants()).stream()
                                .map(purpose -> "“" + purpose + "”")
                                .collect(Collectors.joining(", ")));
    }
}

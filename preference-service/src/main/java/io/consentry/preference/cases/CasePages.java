package io.consentry.preference.cases;

import io.consentry.preference.link.Link;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.LinkPage;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.consentry.preference.page.Pages.Branding;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import java.util.List;

/** The pages on which people ask for their data. */
@ApplicationScoped
class CasePages {

    private final Template ask;
    private final Template asked;
    private final Template tooMany;
    private final Pages pages;

    CasePages(
            @Location("cases/ask.html") Template ask,
            @Location("cases/asked.html") Template asked,
            @Location("cases/too-many.html") Template tooMany,
            Pages pages) {
        this.ask = ask;
        this.asked = asked;
        this.tooMany = tooMany;
        this.pages = pages;
    }

    /** The form, and what was asked before. */
    Uni<Response> ask(Link link, List<DataSubjectCase> cases, Branding branding, Language language) {
        return ask(200, link, CaseForm.EMPTY, cases, branding, language);
    }

    /** The form again with what was filled in, which is not enough. */
    Uni<Response> incomplete(
            Link link, CaseForm form, List<DataSubjectCase> cases, Branding branding, Language language) {
        return ask(422, link, form, cases, branding, language);
    }

    private Uni<Response> ask(
            int status, Link link, CaseForm form, List<DataSubjectCase> cases, Branding branding, Language language) {
        PageText text = Pages.text(language);
        ZoneId zone = link.tenant().zone();
        return pages.answer(
                status,
                LinkPage.of(ask, link)
                        .data("wrong", status != 200)
                        .data("kind", form.kind() == null ? "" : form.kind().wireName())
                        .data("text", form.text())
                        .data("max", CaseForm.TEXT_LENGTH_MAX)
                        .data(
                                "cases",
                                cases.stream()
                                        .map(one -> PersonCaseView.words(one, zone, text))
                                        .toList()),
                language,
                branding);
    }

    /** It is recorded, and by when it must be answered. */
    Uni<Response> asked(Link link, DataSubjectCase recorded, Branding branding, Language language) {
        return pages.answer(
                200, LinkPage.of(asked, link).data("due", recorded.dueOn().toString()), language, branding);
    }

    /** Nothing was recorded: what is open must be answered first. */
    Uni<Response> tooMany(Link link, Branding branding, Language language) {
        return pages.answer(409, LinkPage.of(tooMany, link), language, branding);
    }
}

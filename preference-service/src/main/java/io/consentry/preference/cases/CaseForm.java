package io.consentry.preference.cases;

import io.consentry.preference.link.Link;
import io.consentry.preference.page.FormFields;
import io.consentry.preference.page.Language;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page's form asks for. Never printed.
 *
 * @param kind null while nothing is chosen
 * @param text in the person's own words; may be empty
 */
record CaseForm(@Nullable CaseKind kind, String text) {

    /** Characters of the person's own words. */
    static final int TEXT_LENGTH_MAX = 1_000;

    static final CaseForm EMPTY = new CaseForm(null, "");

    /** The form; empty for what is not the page's. */
    static Optional<CaseForm> read(FormFields fields) {
        return fields.value("action")
                .filter("ask"::equals)
                .map(action -> new CaseForm(
                        CaseKind.ofPage(fields.value("kind").orElse(null)).orElse(null),
                        fields.value("text").orElse("").replace("\r\n", "\n").strip()));
    }

    /** Whether it can be taken: to correct something, one must say what. */
    boolean isComplete() {
        return kind != null && text.length() <= TEXT_LENGTH_MAX && (kind != CaseKind.CORRECTION || !text.isEmpty());
    }

    /** The request of the link's bearer; for a complete form only. */
    NewCase asked(Link link, Language language) {
        if (kind == null) {
            throw new IllegalStateException("nothing is chosen");
        }
        return new NewCase(
                act(link, kind),
                kind,
                CaseOrigin.PAGE,
                link.token().address(),
                new CaseContent(link.token().masked(), link.token().message(), language.tag(), text));
    }

    /** The same for a repeat by any link to the address. */
    private byte[] act(Link link, CaseKind chosen) {
        String all = "case\n" + chosen.wireName() + "\n"
                + link.token().address().key().value() + "\n" + text;
        return link.tenant().keys().mac(all.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "CaseForm[" + kind + "]";
    }
}

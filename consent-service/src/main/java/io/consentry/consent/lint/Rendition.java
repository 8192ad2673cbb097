package io.consentry.consent.lint;

/**
 * One form of a message's body, all of which one reader sees.
 *
 * @param where {@code text} or {@code html}
 * @param visible what is read
 * @param withTargets what is read, with the address of each link behind its words, in angle brackets
 */
record Rendition(String where, String visible, String withTargets) {

    static Rendition ofText(String text) {
        return new Rendition("text", text, text);
    }

    static Rendition ofHtml(String html) {
        HtmlText read = HtmlText.of(html);
        return new Rendition("html", read.visible(), read.withTargets());
    }

    @Override
    public String toString() {
        return "Rendition[" + where + "]";
    }
}

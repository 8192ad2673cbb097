package io.consentry.consent.lint;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * What a reader sees of HTML. Inline tags vanish, so that a name that they split is whole again; blocks are separated. What is hidden
 * by the element's own attributes is left out.
 *
 * @param visible text and alternative texts of images
 * @param withTargets the same, with the target of each link behind its words
 */
record HtmlText(String visible, String withTargets) {

    private static final Set<String> UNSEEN =
            Set.of("script", "style", "head", "title", "template", "noembed", "noframes");
    private static final Set<String> SEPARATING = Set.of("br", "td", "th", "option");
    private static final Set<String> LINKS = Set.of("a", "area");
    private static final Set<String> TARGETS = Set.of("http:", "https:", "mailto:", "tel:", "sms:");
    private static final Pattern HIDING = Pattern.compile(
            "(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all)", Pattern.CASE_INSENSITIVE);

    static HtmlText of(String html) {
        Reader reader = new Reader();
        Jsoup.parse(html).filter(reader);
        return new HtmlText(reader.visible.toString(), reader.withTargets.toString());
    }

    @Override
    public String toString() {
        return "HtmlText[redacted]";
    }

    private static final class Reader implements NodeFilter {

        private final StringBuilder visible = new StringBuilder();
        private final StringBuilder withTargets = new StringBuilder();

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                append(text.getWholeText());
            } else if (node instanceof Element element) {
                if (isUnseen(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                separate(element);
                if (element.normalName().equals("img")) {
                    append(" " + element.attr("alt") + " ");
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                separate(element);
                if (LINKS.contains(element.normalName())) {
                    appendTarget(element.attr("href").strip());
                }
            }
            return FilterResult.CONTINUE;
        }

        private void append(String text) {
            visible.append(text);
            withTargets.append(text);
        }

        private void separate(Element element) {
            if (element.isBlock() || SEPARATING.contains(element.normalName())) {
                append("\n");
            }
        }

        private static boolean isUnseen(Element element) {
            return UNSEEN.contains(element.normalName())
                    || element.hasAttr("hidden")
                    || HIDING.matcher(element.attr("style")).find();
        }

        /** A target that is empty, a fragment or a script leads nowhere from within a message. */
        private void appendTarget(String target) {
            String start = target.substring(0, Math.min(target.length(), 8)).toLowerCase(Locale.ROOT);
            if (TARGETS.stream().anyMatch(start::startsWith)) {
                withTargets.append(" <").append(target).append("> ");
            }
        }
    }
}

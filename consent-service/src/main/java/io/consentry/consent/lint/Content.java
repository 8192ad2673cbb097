package io.consentry.consent.lint;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message consists of, before it is read. */
record Content(
        List<MessageHeader> headers,
        @Nullable String text,
        @Nullable String html) {

    static final Content NONE = new Content(List.of(), null, null);

    Content {
        headers = List.copyOf(headers);
    }

    /** The forms of the body; a blank one is left out where there is another, because nobody is shown it. */
    List<Rendition> renditions() {
        List<Rendition> renditions = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            renditions.add(Rendition.ofText(text));
        }
        if (html != null && !html.isBlank()) {
            renditions.add(Rendition.ofHtml(html));
        }
        return renditions.isEmpty() ? List.of(Rendition.ofText("")) : renditions;
    }

    @Override
    public String toString() {
        return "Content[redacted]";
    }
}

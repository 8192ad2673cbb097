package io.consentry.consent.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.event.NoticeEvent.NoticeText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a version besides what {@link NoticeVersion} says.
 *
 * @param locales the hash of each text
 * @param text by language tag; empty where it was not asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record StoredNotice(
        @Nullable ChangeReason reason,
        boolean material,
        Map<String, String> summary,
        List<NoticeText> locales,
        String contentSha256,
        Map<String, String> text) {

    StoredNotice {
        summary = summary == null ? Map.of() : Map.copyOf(summary);
        locales = List.copyOf(locales);
        text = text == null ? Map.of() : Map.copyOf(text);
    }

    static StoredNotice of(NoticeContent content) {
        return new StoredNotice(
                content.reason(),
                content.material(),
                content.summary(),
                content.locales(),
                content.sha256(),
                content.text());
    }

    StoredNotice withoutText() {
        return new StoredNotice(reason, material, summary, locales, contentSha256, Map.of());
    }
}

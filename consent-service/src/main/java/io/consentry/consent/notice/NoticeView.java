package io.consentry.consent.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.NoticeEvent.NoticeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version as it is shown.
 *
 * @param effectiveUntil the first instant at which a later version is in force; null when none is published
 * @param locales in which languages there is a text, with the hash of each
 * @param text by language tag; only where one version is asked for
 * @param summary by language tag; only where one version is asked for
 * @param warnings what the version lacks or should not say; only when it is published
 * @param consistencyToken of the publication; only when it is published
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NoticeView(
        String key,
        String version,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        Instant publishedAt,
        @Nullable ChangeReason reason,
        boolean material,
        List<PurposeKey> requiresReconsent,
        List<NoticeText> locales,
        String contentSha256,
        @Nullable Map<String, String> text,
        @Nullable Map<String, String> summary,
        @Nullable List<NoticeFinding> warnings,
        @Nullable String consistencyToken) {

    record NoticeList(List<NoticeView> versions) {}

    /** Without its texts. */
    static NoticeView of(NoticeVersion version, StoredNotice stored, PublishedNotices notices) {
        return new NoticeView(
                version.ref().key(),
                version.ref().version(),
                version.effectiveFrom(),
                notices.end(version).orElse(null),
                version.publishedAt(),
                stored.reason(),
                stored.material(),
                version.requiresReconsent(),
                stored.locales(),
                stored.contentSha256(),
                null,
                null,
                null,
                null);
    }

    NoticeView withTexts(StoredNotice stored) {
        return new NoticeView(
                key,
                version,
                effectiveFrom,
                effectiveUntil,
                publishedAt,
                reason,
                material,
                requiresReconsent,
                locales,
                contentSha256,
                stored.text(),
                stored.summary(),
                null,
                null);
    }

    NoticeView withWarnings(List<NoticeFinding> found, String token) {
        return new NoticeView(
                key,
                version,
                effectiveFrom,
                effectiveUntil,
                publishedAt,
                reason,
                material,
                requiresReconsent,
                locales,
                contentSha256,
                null,
                null,
                found,
                token);
    }
}

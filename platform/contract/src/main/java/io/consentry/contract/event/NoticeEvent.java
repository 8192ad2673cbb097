package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.Topic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a tenant's notices (capability C4). It is about nobody in particular: its order is the notice's own. */
public sealed interface NoticeEvent extends DomainEvent {

    /** Which version of which notice. */
    NoticeRef notice();

    @Override
    default Topic topic() {
        return Topic.CONSENT_EVENTS;
    }

    @Override
    default String orderingKey() {
        return "notice:" + notice().key();
    }

    /**
     * A version was published; it never changes from then on. Which version is in force at an instant is decided by {@code effectiveFrom}
     * (requirement 000-47) and, among versions of the same instant, by which was published last.
     *
     * @param effectiveFrom the first instant at which it is in force, which may lie before its publication
     * @param publishedAt when it was published
     * @param texts what people read, by locale; the text itself is not in the event
     * @param contentSha256 hex SHA-256 over all that was published
     * @param material true for a material change; null for any other
     * @param requiresReconsent purposes whose consents need to be given anew from {@code effectiveFrom} on; null for none
     */
    @WireName("io.consentry.notice.published.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NoticePublished(
            NoticeRef notice,
            Instant effectiveFrom,
            Instant publishedAt,
            List<NoticeText> texts,
            String contentSha256,
            @Nullable Boolean material,
            @Nullable List<PurposeKey> requiresReconsent)
            implements NoticeEvent {

        public NoticePublished {
            requireNonNull(notice, "notice");
            requireNonNull(effectiveFrom, "effectiveFrom");
            requireNonNull(publishedAt, "publishedAt");
            texts = List.copyOf(texts);
            requireNonNull(contentSha256, "contentSha256");
            requiresReconsent =
                    requiresReconsent == null || requiresReconsent.isEmpty() ? null : List.copyOf(requiresReconsent);
        }

        /** Whether the change is material. */
        @JsonIgnore
        public boolean isMaterial() {
            return Boolean.TRUE.equals(material);
        }
    }

    /**
     * One text of a notice.
     *
     * @param locale BCP 47 language tag
     * @param sha256 hex SHA-256 of the text in UTF-8
     */
    record NoticeText(String locale, String sha256) {

        public NoticeText {
            requireNonNull(locale, "locale");
            requireNonNull(sha256, "sha256");
        }
    }
}

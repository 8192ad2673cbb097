package io.consentry.consent.ledger;

import io.consentry.consent.notice.NoticeVersion;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.contract.NoticeRef;
import io.consentry.kit.problem.Violations;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a person can have been shown the notice that a consent cites (capability C4). */
final class CitedNotice {

    private CitedNotice() {}

    /**
     * Notes that the cited version was not in force when the person acted. A notice of which nothing is published is taken at the tenant's
     * word: it is kept elsewhere.
     */
    static void require(
            @Nullable NoticeRef cited, Instant occurredAt, PublishedNotices notices, Violations violations) {
        if (cited == null || notices.versions(cited.key()).isEmpty()) {
            return;
        }
        Optional<NoticeVersion> shown = notices.find(cited);
        if (shown.isEmpty()) {
            violations.add(
                    "notice.version",
                    "unknown-notice-version",
                    "is not published; PUT /v1/notices/{key}/versions/{version} publishes it");
        } else if (!notices.inForce(cited.key(), occurredAt).equals(shown)) {
            violations.add("notice.version", "not-in-force", "was not in force when the person acted (000-47)");
        }
    }
}

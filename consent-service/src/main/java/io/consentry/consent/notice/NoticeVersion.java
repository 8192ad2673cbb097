package io.consentry.consent.notice;

import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A published version of a notice, without its texts.
 *
 * @param revision the number of its publication among all of the tenant's, from 1
 * @param eventId of its publication
 * @param effectiveFrom the first instant at which it is in force
 * @param publishedAt when the tenant made it known
 * @param requiresReconsent purposes whose consents need to be given anew from {@code effectiveFrom} on
 */
public record NoticeVersion(
        NoticeRef ref,
        long revision,
        UUID eventId,
        Instant effectiveFrom,
        Instant publishedAt,
        List<PurposeKey> requiresReconsent) {

    /** The order in which versions come into force: by their instant (requirement 000-47), then by their publication. */
    static final Comparator<NoticeVersion> IN_ORDER =
            Comparator.comparing(NoticeVersion::effectiveFrom).thenComparing(NoticeVersion::revision);

    public NoticeVersion {
        requiresReconsent = List.copyOf(requiresReconsent);
    }

    /** Whether it comes into force before another. */
    public boolean precedes(NoticeVersion other) {
        return IN_ORDER.compare(this, other) < 0;
    }

    /** The first instant at which somebody can have been shown it as the text in force. */
    public Instant shownFrom() {
        return publishedAt.isAfter(effectiveFrom) ? publishedAt : effectiveFrom;
    }

    /** Whether a later one of the same instant was published before either came into force: this one never does. */
    boolean isReplacedBy(NoticeVersion later) {
        return ref.key().equals(later.ref.key())
                && effectiveFrom.equals(later.effectiveFrom)
                && revision < later.revision
                && later.publishedAt.isBefore(effectiveFrom);
    }
}

package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision of one subject that touches an address.
 *
 * @param purpose null means all purposes
 * @param channel null means all channels
 * @param ownAct whether it was the person's own evidenced act: only that lifts an opt-out (capability S3)
 * @param basis what a grant rests on in the place of consent; null for consent, and for anything but a grant
 * @param notice what the person was shown; null when that is not on record
 * @param restored true for a consent that came back when the opt-out was undone that had ended it: nothing was shown for that; null for
 *     any other
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentFact(
        SubjectId subjectId,
        @Nullable PurposeKey purpose,
        @Nullable Channel channel,
        ConsentStatus status,
        UUID eventId,
        boolean ownAct,
        Instant occurredAt,
        @Nullable Instant validUntil,
        @Nullable ConsentBasis basis,
        @Nullable NoticeRef notice,
        @Nullable Boolean restored) {

    /** What a ledger event says. */
    static ConsentFact of(UUID eventId, ConsentEvent event) {
        ConsentChange change = event.change();
        boolean restored =
                event.status().isValid() && change.cause() != null && change.method() == CaptureMethod.UNSUBSCRIBE_LINK;
        return new ConsentFact(
                change.subjectId(),
                change.purpose(),
                change.channel(),
                event.status(),
                eventId,
                change.isOwnAct(),
                change.occurredAt(),
                change.validUntil(),
                change.basis(),
                change.notice(),
                restored ? true : null);
    }

    /** The same once it has ended by itself. */
    ConsentFact expired(UUID expiryId, Instant end) {
        return new ConsentFact(
                subjectId,
                purpose,
                channel,
                ConsentStatus.EXPIRED,
                expiryId,
                ownAct,
                occurredAt,
                end,
                basis,
                notice,
                restored);
    }

    /** Whether it came back with the undoing of an opt-out, and was not given anew. */
    public boolean wasRestored() {
        return Boolean.TRUE.equals(restored);
    }

    /** Whether the decision says something about a purpose on a channel. */
    public boolean covers(PurposeKey otherPurpose, Channel otherChannel) {
        return (purpose == null || purpose.equals(otherPurpose)) && (channel == null || channel == otherChannel);
    }

    /** Whether it is the tenant's claim of the customer exception (rule A-08), and no decision of the person. */
    public boolean restsOnSoftOptIn() {
        return basis != null;
    }

    /** Whether a soft opt-in that is recorded later changes nothing: it neither lifts a no nor takes the place of the person's own yes. */
    boolean outweighs(ConsentFact softOptIn) {
        boolean ownYes = status.isValid() && !restsOnSoftOptIn();
        return status.isOptOut() || ownYes && (validUntil == null || softOptIn.occurredAt.isBefore(validUntil));
    }

    /** Whether it stands when the person is asked, as an answer or an earlier request does. A yes that is over by then, or that lacks its ground, does not. */
    boolean outlives(ConsentFact request) {
        boolean over = validUntil != null && !request.occurredAt.isBefore(validUntil);
        boolean yes = status.isValid() && !over && basis != ConsentBasis.SOFT_OPT_IN_INCOMPLETE;
        return yes || status.isOptOut() || status == ConsentStatus.REQUESTED;
    }

    /** Whether both are opt-outs of which this one happened later. */
    boolean isNewerOptOutThan(ConsentFact other) {
        return status.isOptOut() && other.status.isOptOut() && occurredAt.isAfter(other.occurredAt);
    }

    /** Whether it is the person's own consent, given after an opt-out. */
    boolean isOwnYesAfter(ConsentFact no) {
        return status.isValid() && ownAct && !restsOnSoftOptIn() && occurredAt.isAfter(no.occurredAt);
    }

    /** Whether both are the same subject's, for the same purpose on the same channel. */
    boolean hasScopeOf(ConsentFact other) {
        return subjectId.equals(other.subjectId) && Objects.equals(purpose, other.purpose) && channel == other.channel;
    }

    /** Whether a later decision of the same subject leaves nothing of this one. */
    boolean isReplacedBy(ConsentFact later) {
        return subjectId.equals(later.subjectId)
                && (later.purpose == null || later.purpose.equals(purpose))
                && (later.channel == null || later.channel == channel);
    }
}

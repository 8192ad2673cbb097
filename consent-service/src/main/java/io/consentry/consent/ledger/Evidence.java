package io.consentry.consent.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Actor;
import io.consentry.contract.AffirmativeAction;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.event.PreferenceEvent.OptInConfirmed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What proves a decision (capability C2, rule A-02). Kept encrypted; never printed.
 *
 * @param occurredAt when the person acted
 * @param requestedAt when consent was asked for that the person confirmed later, as by double opt-in; null when it was one act
 * @param source where, such as the page's address
 * @param wording what the person read
 * @param reference of a document behind it: the tenant's own, as of a request to restrict, or the id of a double opt-in
 * @param competentReference the same of a competent person's consent for a child (rule A-29)
 * @param softOptIn what shows that the customer exception holds (rule A-08); null for consent
 * @param recordingSha256 hex, for a decision by voice (rule A-10)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Evidence(
        CaptureMethod method,
        @Nullable AffirmativeAction affirmativeAction,
        Actor actor,
        Instant occurredAt,
        @Nullable NoticeRef notice,
        @Nullable String source,
        @Nullable String wording,
        @Nullable String locale,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String recordingRef,
        @Nullable String recordingSha256,
        @Nullable String reference,
        @Nullable String competentReference,
        @Nullable SoftOptIn softOptIn,
        @Nullable Instant requestedAt) {

    /** What is known of an act that reached us through another service's event. */
    static Evidence ofEvent(CaptureMethod method, Instant occurredAt) {
        return new Evidence(
                method,
                AffirmativeAction.BUTTON,
                Actor.SUBJECT,
                occurredAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What a person did on a page of ours, and in which language they read it. */
    static Evidence ofPage(CaptureMethod method, Instant occurredAt, String source, String locale) {
        return new Evidence(
                method,
                AffirmativeAction.BUTTON,
                Actor.SUBJECT,
                occurredAt,
                null,
                source,
                null,
                locale,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What is known of a double opt-in: what was asked for, and that the person confirmed it. */
    static Evidence ofOptIn(OptInConfirmed confirmed) {
        return new Evidence(
                CaptureMethod.DOUBLE_OPT_IN,
                AffirmativeAction.BUTTON,
                Actor.SUBJECT,
                confirmed.occurredAt(),
                confirmed.notice(),
                confirmed.source(),
                confirmed.wording(),
                confirmed.locale(),
                null,
                null,
                null,
                null,
                confirmed.optIn().toString(),
                null,
                null,
                confirmed.requestedAt());
    }

    /** What the tenant says of a person, such as its flags. */
    static Evidence ofTenant(Instant occurredAt, @Nullable String reference, @Nullable String competentReference) {
        return new Evidence(
                CaptureMethod.API,
                null,
                Actor.AGENT,
                occurredAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                reference,
                competentReference,
                null,
                null);
    }

    /** What is known of something that nobody did: it came with time. */
    static Evidence ofClock(Instant occurredAt) {
        return new Evidence(
                CaptureMethod.API,
                null,
                Actor.SYSTEM,
                occurredAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same beside a notice that was shown. */
    Evidence withNotice(@Nullable NoticeRef shown) {
        return copy(occurredAt, shown, reference, softOptIn);
    }

    /** The same of an act of another instant. */
    Evidence at(Instant instant) {
        return copy(instant, notice, reference, softOptIn);
    }

    /** The same with the tenant's own reference of what it came with. */
    Evidence withReference(String document) {
        return copy(occurredAt, notice, document, softOptIn);
    }

    /** The same for a grant that rests on the customer exception. */
    Evidence withSoftOptIn(SoftOptIn exception) {
        return copy(occurredAt, notice, reference, exception);
    }

    /** All else stays: of these, no two are of one type, so that none can be taken for another. */
    private Evidence copy(
            Instant at, @Nullable NoticeRef shown, @Nullable String document, @Nullable SoftOptIn exception) {
        return new Evidence(
                method,
                affirmativeAction,
                actor,
                at,
                shown,
                source,
                wording,
                locale,
                ip,
                userAgent,
                recordingRef,
                recordingSha256,
                document,
                competentReference,
                exception,
                requestedAt);
    }

    /** Whether this is the person's own evidenced act: only that lifts an opt-out (capability S3). */
    boolean isOwnAct() {
        return actor == Actor.SUBJECT && method.showsOwnAct();
    }

    @Override
    public String toString() {
        return "Evidence[" + method + " by " + actor + "]";
    }
}

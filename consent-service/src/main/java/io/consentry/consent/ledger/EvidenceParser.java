package io.consentry.consent.ledger;

import io.consentry.consent.ledger.RecordConsentRequest.EvidenceRequest;
import io.consentry.contract.Actor;
import io.consentry.contract.AffirmativeAction;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.NoticeRef;
import io.consentry.kit.problem.Violations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads evidence. Consent needs all of it; where the customer exception takes its place there was no affirmative act; an opt-out is
 * never made hard, so there all may be missing.
 */
final class EvidenceParser {

    private static final EvidenceRequest NONE =
            new EvidenceRequest(null, null, null, null, null, null, null, null, null, null, null);
    /** How far a client's clock may run ahead of ours. */
    static final Duration CLOCK_DIFFERENCE_MAX = Duration.ofSeconds(60);

    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int TEXT_LENGTH_MAX = 2_000;

    private final Clock clock;

    EvidenceParser(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param gives whether anything is granted
     * @param consents whether any of that is the person's consent
     */
    Evidence parse(
            @Nullable EvidenceRequest given,
            @Nullable NoticeRef notice,
            boolean gives,
            boolean consents,
            Violations violations) {
        EvidenceRequest request = given == null ? NONE : given;
        if (given == null && gives) {
            violations.add("evidence", "required", "a grant needs evidence (A-02)");
        }
        CaptureMethod method =
                violations.read("evidence.method", request.method(), CaptureMethod::of, gives && given != null);
        Actor actor = violations.read("evidence.actor", request.actor(), Actor::of, gives && given != null);
        AffirmativeAction act = violations.read(
                "evidence.affirmativeAction",
                request.affirmativeAction(),
                AffirmativeAction::of,
                consents && given != null);
        if (consents && act != null && !act.isAffirmative()) {
            violations.add("evidence.affirmativeAction", "not-affirmative", "is no clear affirmative act (B-01)");
        }
        if (gives && method != null && !method.isOfTheMoment() && request.occurredAt() == null) {
            violations.add(
                    "evidence.occurredAt",
                    "required",
                    "is required where the method does not show the act as it happens: nothing counts as given today unsaid (A-02)");
        }
        requireRecording(request, consents && method == CaptureMethod.VOICE, violations);
        requireLengths(request, notice, violations);
        Instant occurredAt = occurredAt(request.occurredAt(), violations);
        return new Evidence(
                method == null ? CaptureMethod.API : method,
                act,
                actor == null ? Actor.SUBJECT : actor,
                occurredAt,
                notice,
                request.source(),
                request.wording(),
                request.locale(),
                request.ip(),
                request.userAgent(),
                request.recordingRef(),
                request.recordingSha256(),
                null,
                null,
                null,
                null);
    }

    private Instant occurredAt(@Nullable String text, Violations violations) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant given = past("evidence.occurredAt", text, now, violations);
        return given == null ? now : given.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Reads when something happened. A client's clock may run a little ahead; what it says then counts as of now, so that no grant outlives
     * a withdrawal that way.
     */
    static @Nullable Instant past(String path, @Nullable String text, Instant now, Violations violations) {
        Instant given = violations.readInstant(path, text);
        if (given != null && given.isAfter(now.plus(CLOCK_DIFFERENCE_MAX))) {
            violations.add(path, "in-the-future", "must not lie in the future");
        }
        return given == null || !given.isAfter(now) ? given : now;
    }

    private static void requireRecording(EvidenceRequest request, boolean needed, Violations violations) {
        if (needed) {
            violations.require("evidence.recordingRef", request.recordingRef());
            violations.require("evidence.recordingSha256", request.recordingSha256());
        }
        if (request.recordingSha256() != null
                && !SHA256.matcher(request.recordingSha256()).matches()) {
            violations.add("evidence.recordingSha256", "not-a-hash", "must be 64 hexadecimal digits");
        }
    }

    private static void requireLengths(EvidenceRequest request, @Nullable NoticeRef notice, Violations violations) {
        violations.requireAtMost("evidence.source", request.source(), TEXT_LENGTH_MAX);
        violations.requireAtMost("evidence.wording", request.wording(), TEXT_LENGTH_MAX);
        violations.requireAtMost("evidence.locale", request.locale(), 35);
        violations.requireAtMost("evidence.ip", request.ip(), 45);
        violations.requireAtMost("evidence.userAgent", request.userAgent(), TEXT_LENGTH_MAX);
        violations.requireAtMost("evidence.recordingRef", request.recordingRef(), TEXT_LENGTH_MAX);
        if (notice != null) {
            if (violations.require("notice.key", notice.key())) {
                violations.requireAtMost("notice.key", notice.key(), 64);
            }
            if (violations.require("notice.version", notice.version())) {
                violations.requireAtMost("notice.version", notice.version(), 64);
            }
        }
    }
}

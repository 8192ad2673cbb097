package io.consentry.consent.ledger;

import io.consentry.consent.ledger.RecordConsentRequest.DecisionRequest;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.address.Address;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one place where a request to record becomes a command, or all that is wrong with it. */
@ApplicationScoped
class ConsentRequestParser {

    private static final int DECISIONS_MAX = 100;

    private final Clock clock;

    ConsentRequestParser(Clock clock) {
        this.clock = clock;
    }

    /** @param notices what the tenant has published */
    RecordConsent parse(
            RecordConsentRequest request, Tenant tenant, Map<PurposeKey, Purpose> purposes, PublishedNotices notices) {
        Violations violations = new Violations();
        List<Address> subject = List.of();
        if (request.subject() == null) {
            violations.add("subject", "required", "is required");
        } else {
            subject = request.subject().all("subject", tenant.settings().defaultPhoneRegion(), violations);
        }
        List<DecisionRequest> asked = request.decisions() == null ? List.of() : request.decisions();
        if (asked.isEmpty() || asked.size() > DECISIONS_MAX) {
            violations.add("decisions", "count", "needs 1 to " + DECISIONS_MAX + " decisions");
            asked = List.of();
        }
        boolean gives = asked.stream().anyMatch(decision -> gives(decision.action()));
        boolean asks = asked.stream().anyMatch(decision -> asks(decision.action()));
        if (gives || asks) {
            tenant.requireActive();
        }
        boolean consents =
                asked.stream().anyMatch(decision -> gives(decision.action()) && decision.softOptIn() == null);
        Evidence evidence =
                new EvidenceParser(clock).parse(request.evidence(), request.notice(), gives, consents, violations);
        if (gives) {
            CitedNotice.require(evidence.notice(), evidence.occurredAt(), notices, violations);
        }
        List<RequestedDecision> decisions = decisions(asked, purposes, tenant, evidence, violations);
        violations.throwIfAny();
        return new RecordConsent(subject, decisions, evidence);
    }

    private List<RequestedDecision> decisions(
            List<DecisionRequest> asked,
            Map<PurposeKey, Purpose> purposes,
            Tenant tenant,
            Evidence evidence,
            Violations violations) {
        List<RequestedDecision> parsed = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            String path = "decisions[" + i + "]";
            DecisionRequest decision = asked.get(i);
            if (!seen.add(decision.purpose() + "\n" + decision.channel())) {
                violations.add(path, "duplicate", "is about the same purpose and channel as an earlier one");
            }
            RequestedDecision one = decision(decision, path, purposes, tenant, evidence.occurredAt(), violations);
            if (one != null) {
                Purpose purpose = one.purpose() == null ? null : purposes.get(one.purpose());
                ExplicitConsent.require(path, one, purpose, evidence, violations);
                parsed.add(one);
            }
        }
        requireOneApproach(parsed, violations);
        return parsed;
    }

    /** A request is one message: what it may ask for is many purposes, but it reaches the person on one channel. */
    private static void requireOneApproach(List<RequestedDecision> decisions, Violations violations) {
        long channels = decisions.stream()
                .filter(RequestedDecision::asks)
                .map(RequestedDecision::channel)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (channels > 1) {
            violations.add(
                    "decisions",
                    "several-approaches",
                    "a request for consent goes out once, so all are on the channel of that message (A-06)");
        }
    }

    private @Nullable RequestedDecision decision(
            DecisionRequest asked,
            String path,
            Map<PurposeKey, Purpose> purposes,
            Tenant tenant,
            Instant occurredAt,
            Violations violations) {
        ConsentAction action = violations.read(path + ".action", asked.action(), ConsentAction::of, true);
        boolean optsOut = action == ConsentAction.WITHDRAW || action == ConsentAction.OBJECT;
        Channel channel = violations.read(path + ".channel", asked.channel(), Channel::of, !optsOut);
        Purpose purpose = purpose(asked.purpose(), path + ".purpose", purposes, !optsOut, violations);
        if (purpose != null && channel != null && !purpose.channels().contains(channel) && !optsOut) {
            violations.add(path + ".channel", "channel-not-allowed", "is not a channel of this purpose");
        }
        SoftOptIn softOptIn = asked.softOptIn() == null
                ? null
                : new SoftOptInParser(tenant.settings(), clock.instant().truncatedTo(ChronoUnit.MICROS), occurredAt)
                        .parse(asked.softOptIn(), path, action, purpose, channel, violations);
        if (action == null) {
            return null;
        }
        Instant validUntil = gives(asked.action()) && purpose != null && purpose.validity() != null
                ? occurredAt.atZone(tenant.zone()).plus(purpose.validity()).toInstant()
                : null;
        return new RequestedDecision(action, purpose == null ? null : purpose.key(), channel, validUntil, softOptIn);
    }

    private static @Nullable Purpose purpose(
            @Nullable String key,
            String path,
            Map<PurposeKey, Purpose> purposes,
            boolean required,
            Violations violations) {
        if (key == null) {
            if (required) {
                violations.add(path, "required", "is required");
            }
            return null;
        }
        Purpose purpose = PurposeKey.isValid(key) ? purposes.get(new PurposeKey(key)) : null;
        if (purpose == null) {
            violations.add(path, "unknown-purpose", "is not in the catalogue; PUT /v1/purposes/{key} adds it");
        }
        return purpose;
    }

    private static boolean asks(@Nullable String action) {
        return ConsentAction.REQUEST.wireName().equals(action);
    }

    private static boolean gives(@Nullable String action) {
        return Arrays.stream(ConsentAction.values())
                .anyMatch(known -> known.gives() && known.wireName().equals(action));
    }
}

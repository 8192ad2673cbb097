package io.consentry.consent.check;

import io.consentry.consent.decision.SendQuestion;
import io.consentry.consent.lint.ContentProofs;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.address.Address;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a check request into questions. What is wrong with one recipient is that recipient's deny, not an error. */
@ApplicationScoped
class CheckRequestParser {

    private final CheckConfig config;

    CheckRequestParser(CheckConfig config) {
        this.config = config;
    }

    List<AskedCheck> parse(
            CheckRequest request, Tenant tenant, Map<PurposeKey, Purpose> purposes, Violations violations) {
        List<CheckRequest.@Nullable One> asked = request.checks();
        if (asked == null || asked.isEmpty() || asked.size() > config.batchMax()) {
            violations.add("checks", "count", "needs 1 to " + config.batchMax() + " checks");
            return List.of();
        }
        List<AskedCheck> questions = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            CheckRequest.One one = asked.get(i);
            String path = "checks[" + i + "]";
            if (one == null) {
                violations.add(path, "required", "is required");
            } else {
                question(one, path + ".", tenant, purposes, violations).ifPresent(questions::add);
            }
        }
        return questions;
    }

    /**
     * One question; empty when it cannot be asked, and then the violations say why.
     *
     * @param path what stands before the names of its fields: empty, or ending in a dot
     */
    Optional<AskedCheck> question(
            CheckRequest.One one,
            String path,
            Tenant tenant,
            Map<PurposeKey, Purpose> purposes,
            Violations violations) {
        violations.requireAtMost(path + "contentProof", one.contentProof(), ContentProofs.LENGTH_MAX);
        Optional<Instant> sendAt = Optional.ofNullable(violations.readInstant(path + "sendAt", one.sendAt()));
        Optional<Instant> lastSentAt =
                Optional.ofNullable(violations.readInstant(path + "lastSentAt", one.lastSentAt()));
        Channel channel = violations.read(path + "channel", one.channel(), Channel::of, true);
        if (channel == null) {
            return Optional.empty();
        }
        Optional<Address> recipient = Optional.ofNullable(one.recipient())
                .flatMap(given -> given.one(tenant.settings().defaultPhoneRegion()))
                .filter(address -> channel.reaches(address.kind()) || address.kind() == AddressKind.EXTERNAL_ID);
        Optional<Purpose> purpose = Optional.ofNullable(one.purpose())
                .filter(PurposeKey::isValid)
                .map(key -> purposes.get(new PurposeKey(key)));
        Optional<MessageClass> messageClass = messageClass(one.messageClass());
        SendQuestion question = new SendQuestion(
                recipient.isPresent(),
                channel,
                purpose,
                one.purpose() != null,
                messageClass.orElse(MessageClass.MARKETING),
                one.messageClass() == null || messageClass.isPresent(),
                sendAt,
                ContentProofs.read(tenant.keys(), channel, one.contentProof()),
                lastSentAt,
                Optional.ofNullable(
                        violations.read(path + "consentRequest", one.consentRequest(), CheckRequestParser::id, false)));
        return Optional.of(new AskedCheck(recipient, question));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be the event id of a recorded request", e);
        }
    }

    private static Optional<MessageClass> messageClass(@Nullable String text) {
        return Arrays.stream(MessageClass.values())
                .filter(known -> known.wireName().equals(text))
                .findFirst();
    }
}

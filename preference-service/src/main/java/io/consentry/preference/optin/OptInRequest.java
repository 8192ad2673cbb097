package io.consentry.preference.optin;

import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.PreferenceEvent.OptInGrant;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.Violations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody asked for on the tenant's form. Never printed. */
@Schema(
        name = "OptInRequest",
        requiredProperties = {"identifier", "decisions", "wording"})
record OptInRequest(
        @Schema(description = "An e-mail address: the mailbox that has to confirm") @Nullable
        IdentifierRequest identifier,

        @Schema(minItems = 1, maxItems = DECISIONS_MAX) @Nullable
        List<@Nullable DecisionRequest> decisions,

        @Nullable NoticeRequest notice,

        @Schema(description = "What the person read beside the box", maxLength = TEXT_LENGTH_MAX) @Nullable
        String wording,

        @Schema(description = "BCP 47, of the wording", maxLength = LOCALE_LENGTH_MAX) @Nullable
        String locale,

        @Schema(description = "Where, such as the page's address", maxLength = TEXT_LENGTH_MAX) @Nullable
        String source,

        @Schema(maxLength = IP_LENGTH_MAX) @Nullable String ip,
        @Schema(maxLength = TEXT_LENGTH_MAX) @Nullable String userAgent) {

    static final int DECISIONS_MAX = 20;
    static final int TEXT_LENGTH_MAX = 2_000;
    static final int LOCALE_LENGTH_MAX = 35;
    static final int IP_LENGTH_MAX = 45;

    /** One thing to agree to. */
    @Schema(
            name = "OptInDecision",
            requiredProperties = {"purpose", "channel"})
    record DecisionRequest(
            @Nullable String purpose,

            @Schema(enumeration = "email") @Nullable String channel) {

        private Optional<OptInGrant> parse(String path, Violations violations) {
            boolean named =
                    violations.require(path + ".purpose", purpose) && violations.requireKey(path + ".purpose", purpose);
            Channel parsed = violations.read(path + ".channel", channel, Channel::of, true);
            if (parsed != null && !parsed.reaches(AddressKind.EMAIL)) {
                violations.add(
                        path + ".channel",
                        "channel-mismatch",
                        "cannot be confirmed by mail: another address is reached by it");
                return Optional.empty();
            }
            return purpose == null || !named || parsed == null
                    ? Optional.empty()
                    : Optional.of(new OptInGrant(new PurposeKey(purpose), parsed));
        }
    }

    /** The notice that was shown. */
    @Schema(
            name = "OptInNotice",
            requiredProperties = {"key", "version"})
    record NoticeRequest(@Nullable String key, @Nullable String version) {

        private Optional<NoticeRef> parse(Violations violations) {
            boolean named = violations.require("notice.key", key);
            boolean versioned = violations.require("notice.version", version);
            violations.requireAtMost("notice.key", key, NoticeRef.LENGTH_MAX);
            violations.requireAtMost("notice.version", version, NoticeRef.LENGTH_MAX);
            return named && versioned && key != null && version != null && violations.isEmpty()
                    ? Optional.of(new NoticeRef(key, version))
                    : Optional.empty();
        }
    }

    /** The request that passed; refuses it with everything that is wrong. */
    AskedOptIn parse(String defaultRegion) {
        Violations violations = new Violations();
        Optional<Address> address = address(defaultRegion, violations);
        List<OptInGrant> grants = grants(violations);
        violations.require("wording", wording);
        violations.requireAtMost("wording", wording, TEXT_LENGTH_MAX);
        violations.requireAtMost("locale", locale, LOCALE_LENGTH_MAX);
        violations.requireAtMost("source", source, TEXT_LENGTH_MAX);
        violations.requireAtMost("ip", ip, IP_LENGTH_MAX);
        violations.requireAtMost("userAgent", userAgent, TEXT_LENGTH_MAX);
        Optional<NoticeRef> shown = Optional.ofNullable(notice).flatMap(given -> given.parse(violations));
        violations.throwIfAny();
        Address to = address.orElseThrow();
        return new AskedOptIn(
                to,
                new OptInContent(
                        to.masked(),
                        grants,
                        shown.orElse(null),
                        String.valueOf(wording),
                        locale,
                        source,
                        ip,
                        userAgent));
    }

    private Optional<Address> address(String defaultRegion, Violations violations) {
        if (identifier == null) {
            violations.add("identifier", "required", "is required");
            return Optional.empty();
        }
        Optional<Address> address = identifier.one("identifier", defaultRegion, violations);
        if (address.isPresent() && address.get().kind() != AddressKind.EMAIL) {
            violations.add("identifier", "not-confirmable", "must be an e-mail address: the link to confirm is mailed");
        }
        return address;
    }

    private List<OptInGrant> grants(Violations violations) {
        if (decisions == null || decisions.isEmpty()) {
            violations.add("decisions", "required", "needs at least one decision");
            return List.of();
        }
        if (decisions.size() > DECISIONS_MAX) {
            violations.add("decisions", "too-many", "may have at most " + DECISIONS_MAX + " decisions");
            return List.of();
        }
        Set<OptInGrant> grants = new LinkedHashSet<>();
        for (int i = 0; i < decisions.size(); i++) {
            String path = "decisions[" + i + "]";
            DecisionRequest decision = decisions.get(i);
            if (violations.require(path, decision) && decision != null) {
                decision.parse(path, violations).ifPresent(grants::add);
            }
        }
        return List.copyOf(grants);
    }

    @Override
    public String toString() {
        return "OptInRequest[redacted]";
    }
}

package io.consentry.consent.ledger;

import io.consentry.consent.ledger.RecordConsentRequest.SoftOptInRequest;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.problem.Violations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the evidence of the customer exception. What says that the exception does not hold is refused: a refusal at the sale, a group
 * company that collected, an offer to object that came too late. What is missing is recorded as missing, and nothing is sent on it.
 */
final class SoftOptInParser {

    private static final int REFERENCE_LENGTH_MAX = 200;
    private static final int TEXT_LENGTH_MAX = 2_000;

    private final TenantSettings tenant;
    private final Instant now;
    private final Instant collectedAt;

    /** @param collectedAt when the address was obtained */
    SoftOptInParser(TenantSettings tenant, Instant now, Instant collectedAt) {
        this.tenant = tenant;
        this.now = now;
        this.collectedAt = collectedAt;
    }

    /** @param path of the decision that it stands beside */
    SoftOptIn parse(
            SoftOptInRequest request,
            String path,
            @Nullable ConsentAction action,
            @Nullable Purpose purpose,
            @Nullable Channel channel,
            Violations violations) {
        requireRoom(path + ".softOptIn", action, purpose, channel, violations);
        String at = path + ".softOptIn.";
        violations.requireAtMost(at + "saleRef", request.saleRef(), REFERENCE_LENGTH_MAX);
        violations.requireAtMost(at + "productCategory", request.productCategory(), REFERENCE_LENGTH_MAX);
        violations.requireAtMost(at + "objectionOfferText", request.objectionOfferText(), TEXT_LENGTH_MAX);
        String collectedBy = known(request.collectedBy());
        if (collectedBy != null && !isTenant(collectedBy)) {
            violations.add(
                    at + "collectedBy",
                    "not-own",
                    "must be this tenant's legal or trading name; group companies are not its own (A-08)");
        }
        String category = known(request.productCategory());
        if (category != null && purpose != null && !purpose.isSimilarTo(category)) {
            violations.add(
                    at + "productCategory",
                    "not-similar",
                    "is none of the categories to which this purpose's products are similar (A-08)");
        }
        if (Boolean.TRUE.equals(request.initialRefusal())) {
            violations.add(
                    at + "initialRefusal", "refused", "the person objected at the sale: there is no exception (A-08)");
        }
        Instant saleAt = past(at + "saleAt", request.saleAt(), violations);
        Instant offeredAt = past(at + "objectionOfferedAt", request.objectionOfferedAt(), violations);
        if (offeredAt != null && offeredAt.isAfter(collectedAt)) {
            violations.add(
                    at + "objectionOfferedAt",
                    "too-late",
                    "must not be later than the address was obtained, evidence.occurredAt (A-08)");
        }
        return new SoftOptIn(
                known(request.saleRef()),
                saleAt,
                collectedBy,
                category,
                offeredAt,
                known(request.objectionOfferText()),
                request.initialRefusal());
    }

    private static void requireRoom(
            String path,
            @Nullable ConsentAction action,
            @Nullable Purpose purpose,
            @Nullable Channel channel,
            Violations violations) {
        if (action != null && action != ConsentAction.GRANT) {
            violations.add(path, "not-a-grant", "stands beside a grant only");
        }
        if (purpose != null && !purpose.allowsSoftOptIn()) {
            violations.add(path, "not-a-ground", "this purpose does not say that soft opt-in may be its ground");
        }
        if (channel != null && !channel.isElectronic()) {
            violations.add(path, "not-electronic", "is for electronic channels only (A-08)");
        }
    }

    private @Nullable Instant past(String path, @Nullable String text, Violations violations) {
        Instant given = violations.readInstant(path, text);
        if (given != null && given.isAfter(now.plus(EvidenceParser.CLOCK_DIFFERENCE_MAX))) {
            violations.add(path, "in-the-future", "must not lie in the future");
        }
        return given == null || !given.isAfter(now) ? given : now;
    }

    private boolean isTenant(String name) {
        return name.strip().equalsIgnoreCase(tenant.legalName().strip())
                || name.strip().equalsIgnoreCase(tenant.tradingName().strip());
    }

    private static @Nullable String known(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}

package io.consentry.suppression.entry;

import io.consentry.contract.AddressKey;
import io.consentry.contract.SuppressionReason;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.ForeignHash;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Looks entries up, by address or page by page; all conditions given must hold. Never printed. */
record SearchRequest(
        @Nullable IdentifierRequest identifier,
        @Nullable String reason,
        @Nullable @Schema(format = "date-time") String createdAfter,

        @Nullable @Schema(description = "of the page before")
        String cursor,

        @Nullable @Schema(minimum = "1", maximum = "500", defaultValue = "100")
        Integer limit) {

    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 500;

    /** What is looked for; refuses with everything that is wrong. */
    Search toSearch(Tenant tenant) {
        Violations violations = new Violations();
        Address address = identifier == null
                ? null
                : identifier
                        .one("identifier", tenant.settings().defaultPhoneRegion(), violations)
                        .orElse(null);
        SuppressionReason parsedReason = violations.read("reason", reason, SuppressionReason::of, false);
        Instant after = violations.readInstant("createdAfter", createdAfter);
        SearchCursor start = parseCursor(violations);
        int size = parseLimit(violations);
        violations.throwIfAny();
        return new Search(
                address == null ? null : keys(tenant.keys(), address),
                parsedReason,
                after == null ? Instant.EPOCH : after,
                start,
                size);
    }

    private static List<AddressKey> keys(TenantKeys keys, Address address) {
        List<AddressKey> all = new ArrayList<>(ForeignHash.aliases(keys, address));
        all.add(AddressKeys.key(keys, address));
        return all;
    }

    private SearchCursor parseCursor(Violations violations) {
        if (cursor == null) {
            return SearchCursor.START;
        }
        Optional<SearchCursor> parsed = SearchCursor.parse(cursor);
        if (parsed.isEmpty()) {
            violations.add("cursor", "not-a-cursor", "must be the cursor of an earlier answer");
        }
        return parsed.orElse(SearchCursor.START);
    }

    private int parseLimit(Violations violations) {
        if (limit != null && (limit < 1 || limit > LIMIT_MAX)) {
            violations.add("limit", "out-of-range", "must be 1 to " + LIMIT_MAX);
        }
        return limit == null ? LIMIT_DEFAULT : limit;
    }

    @Override
    public String toString() {
        return "SearchRequest[redacted]";
    }
}

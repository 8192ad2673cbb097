package io.consentry.preference.link;

import io.consentry.kit.problem.Violations;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A batch of links to make. */
@Schema(name = "LinksRequest", requiredProperties = "recipients")
record LinksRequest(
        @Schema(minItems = 1, maxItems = RECIPIENTS_MAX) @Nullable
        List<@Nullable RecipientRequest> recipients) {

    static final int RECIPIENTS_MAX = 10_000;

    int size() {
        return recipients == null ? 0 : recipients.size();
    }

    /** The recipients; refuses the batch with everything that is wrong in it. */
    List<Recipient> parse(String defaultRegion) {
        Violations violations = new Violations();
        List<Recipient> parsed = new ArrayList<>(size());
        if (recipients == null || recipients.isEmpty()) {
            violations.add("recipients", "required", "must have at least one recipient");
        } else if (recipients.size() > RECIPIENTS_MAX) {
            violations.add("recipients", "too-many", "may have at most " + RECIPIENTS_MAX + " recipients; split them");
        } else {
            for (int i = 0; i < recipients.size(); i++) {
                parse("recipients[" + i + "]", recipients.get(i), defaultRegion, violations, parsed);
            }
        }
        violations.throwIfAny();
        return parsed;
    }

    private static void parse(
            String path,
            @Nullable RecipientRequest recipient,
            String defaultRegion,
            Violations violations,
            List<Recipient> parsed) {
        if (violations.require(path, recipient) && recipient != null) {
            recipient.parse(path, defaultRegion, violations).ifPresent(parsed::add);
        }
    }

    @Override
    public String toString() {
        return "LinksRequest[" + size() + " recipients]";
    }
}

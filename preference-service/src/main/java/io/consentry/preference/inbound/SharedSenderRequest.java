package io.consentry.preference.inbound;

import io.consentry.contract.TenantId;
import io.consentry.kit.problem.Violations;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who sends from a shared number. */
@Schema(name = "SharedSenderRequest", requiredProperties = "tenants")
record SharedSenderRequest(
        @Schema(minItems = 1, maxItems = SharedSender.TENANTS_MAX) @Nullable
        List<@Nullable String> tenants) {

    List<TenantId> parse() {
        Violations violations = new Violations();
        List<TenantId> parsed = new ArrayList<>();
        if (tenants == null || tenants.isEmpty() || tenants.size() > SharedSender.TENANTS_MAX) {
            violations.add("tenants", "count", "must be 1 to " + SharedSender.TENANTS_MAX);
        } else {
            for (int i = 0; i < tenants.size(); i++) {
                String text = tenants.get(i);
                if (text == null || !TenantId.isValid(text)) {
                    violations.add("tenants[" + i + "]", "not-a-tenant", "must be the id of a tenant");
                } else {
                    parsed.add(new TenantId(text));
                }
            }
        }
        violations.throwIfAny();
        return parsed.stream().distinct().toList();
    }
}

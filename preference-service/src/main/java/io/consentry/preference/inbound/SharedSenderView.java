package io.consentry.preference.inbound;

import io.consentry.contract.TenantId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A shared number, for the operator alone. Never printed. */
@Schema(name = "SharedSender")
record SharedSenderView(String number, List<String> tenants, String secret) {

    static SharedSenderView of(SharedSender sender) {
        return new SharedSenderView(
                sender.number(), sender.tenants().stream().map(TenantId::value).toList(), sender.secret());
    }

    @Override
    public String toString() {
        return "SharedSenderView[redacted]";
    }
}

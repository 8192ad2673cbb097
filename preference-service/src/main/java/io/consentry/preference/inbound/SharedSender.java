package io.consentry.preference.inbound;

import io.consentry.contract.TenantId;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.tenant.HookSecrets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A number that several tenants send text messages from, as carriers and aggregators put one in the place of theirs (rule D-14). Never
 * printed.
 *
 * @param number digits, with the country code unless it is a short one
 * @param keys its own, of which the hook's secret is derived
 * @param tenants who send from it, at most {@value #TENANTS_MAX}
 */
record SharedSender(String number, TenantKeys keys, List<TenantId> tenants) {

    static final int TENANTS_MAX = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{3,15}");

    SharedSender {
        tenants = List.copyOf(tenants);
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** The key of the hook's signatures. */
    String secret() {
        return HookSecrets.of(keys).sms().secret();
    }

    @Override
    public String toString() {
        return "SharedSender[redacted]";
    }
}

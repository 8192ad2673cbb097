package io.consentry.suppression.transfer;

import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.ForeignHash;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that a line names.
 *
 * @param plain null when the line has a hash only
 * @param foreignHash which hash of others' {@code keyed} is the alias of; null when it is the address's own key
 */
record Listed(
        KeyedAddress keyed,
        @Nullable Address plain,
        @Nullable ForeignHash foreignHash) {

    /**
     * All addresses of a line; notes what is wrong with each.
     *
     * @param defaultKind of the address behind a hash, where the line does not say
     */
    static List<Listed> of(ListLine line, @Nullable String defaultKind, Tenant tenant, Violations violations) {
        List<Listed> listed = new ArrayList<>();
        if (line.namesAddresses() || !line.namesHashes()) {
            line.identifiers().all("line", tenant.settings().defaultPhoneRegion(), violations).stream()
                    .map(address -> new Listed(AddressKeys.keyed(tenant.keys(), address), address, null))
                    .forEach(listed::add);
        }
        if (line.namesHashes()) {
            addHashes(line, defaultKind, tenant, violations, listed);
        }
        return listed;
    }

    private static void addHashes(
            ListLine line, @Nullable String defaultKind, Tenant tenant, Violations violations, List<Listed> listed) {
        String kindText = line.kind() == null ? defaultKind : line.kind();
        AddressKind kind = violations.read("kind", kindText, AddressKind::of, true);
        if (kind == null) {
            return;
        }
        AddressKey own = violations.read("addressKey", line.addressKey(), AddressKey::new, false);
        if (own != null) {
            listed.add(new Listed(new KeyedAddress(kind, own), null, null));
        }
        addForeign(ForeignHash.SHA256, line.sha256(), kind, tenant, violations, listed);
        addForeign(ForeignHash.MD5, line.md5(), kind, tenant, violations, listed);
    }

    private static void addForeign(
            ForeignHash hash,
            @Nullable String given,
            AddressKind kind,
            Tenant tenant,
            Violations violations,
            List<Listed> listed) {
        if (given == null) {
            return;
        }
        String hex = given.strip();
        if (!hash.isHash(hex)) {
            violations.add(hash.wireName(), "not-a-hash", "must be hexadecimal, of the length of this hash");
            return;
        }
        if (kind == AddressKind.EXTERNAL_ID) {
            violations.add(
                    hash.wireName(), "not-comparable", "can only be of an address; a number of yours is no one else's");
            return;
        }
        listed.add(new Listed(new KeyedAddress(kind, hash.alias(tenant.keys(), hex)), null, hash));
    }

    @Override
    public String toString() {
        return "Listed[" + keyed.kind().wireName() + "]";
    }
}

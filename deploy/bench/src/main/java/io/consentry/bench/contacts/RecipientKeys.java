package io.consentry.bench.contacts;

import io.consentry.bench.platform.BenchPlatform;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.crypto.TenantKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The keyed hashes by which the services find the recipients. */
public final class RecipientKeys {

    private final TenantKeys keys;
    private final AddressNormaliser normaliser = new AddressNormaliser();

    private RecipientKeys(TenantKeys keys) {
        this.keys = keys;
    }

    /** Unwraps a tenant's keyset, as the services do. */
    public static RecipientKeys of(BenchPlatform platform, TenantId tenant) throws SQLException {
        KeyVault vault = new KeyVault(platform.secrets().keyEncryptionKey());
        try (Connection connection = platform.database().connect("consent");
                PreparedStatement select =
                        connection.prepareStatement("select wrapped_keyset from tenant where tenant_id = ?")) {
            select.setString(1, tenant.value());
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("there is no tenant " + tenant);
                }
                return new RecipientKeys(vault.unwrap(tenant, rows.getString(1)));
            }
        }
    }

    /** The key of one. */
    public AddressKey of(long number) {
        return AddressKeys.key(keys, normaliser.normalise(AddressKind.EMAIL, Recipients.email(number), "ZA"));
    }
}

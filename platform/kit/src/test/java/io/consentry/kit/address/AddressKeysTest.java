package io.consentry.kit.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.crypto.TenantKeys;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AddressKeysTest {

    private final AddressNormaliser normaliser = new AddressNormaliser();
    private final KeyVault vault = new KeyVault(new byte[32]);
    private final TenantKeys keys = vault.generate();

    @Test
    void spellingsOfOneAddressShareAKey() {
        assertThat(AddressKeys.key(keys, email("Thabo@Example.ORG")))
                .isEqualTo(AddressKeys.key(keys, email("thabo@example.org")));
    }

    @Test
    void differentAddressesHaveDifferentKeys() {
        assertThat(AddressKeys.key(keys, email("thabo+news@example.org")))
                .isNotEqualTo(AddressKeys.key(keys, email("thabo@example.org")));
    }

    @Test
    void theKindIsPartOfTheKey() {
        Address identifier = normaliser.normalise(AddressKind.EXTERNAL_ID, "thabo@example.org", "ZA");

        assertThat(AddressKeys.key(keys, identifier)).isNotEqualTo(AddressKeys.key(keys, email("thabo@example.org")));
        assertThat(identifier.keyInput()).isEqualTo("externalId:thabo@example.org".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tenantsKeysAreUnrelated() {
        assertThat(AddressKeys.key(vault.generate(), email("thabo@example.org")))
                .isNotEqualTo(AddressKeys.key(keys, email("thabo@example.org")));
    }

    @Test
    void rotationLeavesTheKeyAsItIs() {
        assertThat(AddressKeys.key(keys.rotated(), email("thabo@example.org")))
                .isEqualTo(AddressKeys.key(keys, email("thabo@example.org")));
    }

    @Test
    void aKeyedAddressHoldsNothingOfTheAddress() {
        KeyedAddress keyed = AddressKeys.keyed(keys, email("thabo@example.org"));

        assertThat(keyed.kind()).isEqualTo(AddressKind.EMAIL);
        assertThat(keyed.key().value()).hasSize(43);
        assertThat(keyed.toString()).doesNotContain("thabo", "example");
    }

    private Address email(String text) {
        return normaliser.normalise(AddressKind.EMAIL, text, "ZA");
    }
}

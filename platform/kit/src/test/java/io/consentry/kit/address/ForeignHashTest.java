package io.consentry.kit.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.AddressKind;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.crypto.TenantKeys;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignHashTest {

    private static final KeyVault VAULT = new KeyVault(new byte[32]);

    private final TenantKeys keys = VAULT.generate();

    /** Reference values: {@code printf '%s' thandi@example.org | sha256sum} and so on. */
    @ParameterizedTest
    @CsvSource({
        "EMAIL, Thandi@Example.org, SHA256, 79ec543a217b7af99f1706f350332601e39c77b03f2a3f4f60086d6708749a5b",
        "EMAIL, thandi@example.org, MD5, 934c3d86b8853beea2749a391fa26358",
        "PHONE, 082 123 4567, SHA256, 44ecafe03bc4f3fe722ac4b67a6621bf147ea8776efdc1cc7acf2d4bbfe18bf4",
        "PHONE, 082 123 4567, SHA256, bb7ec47b853642a8aa2559c55103232581738375869de1926f83e12c4f26e6d4",
        "PHONE, 082 123 4567, MD5, e667b47f768e774c24394dca2bb383db"
    })
    void anAddressHasTheAliasOfEachHashOfIt(AddressKind kind, String text, ForeignHash hash, String hex) {
        Address address = new AddressNormaliser().normalise(kind, text, "ZA");

        assertThat(ForeignHash.aliases(keys, address))
                .contains(hash.alias(keys, hex), hash.alias(keys, hex.toUpperCase(Locale.ROOT)))
                .doesNotContain(AddressKeys.key(keys, address))
                .doesNotHaveDuplicates();
    }

    @Test
    void aliasesAreTheTenantsOwn() {
        Address address = new AddressNormaliser().normalise(AddressKind.EMAIL, "thandi@example.org", "ZA");

        assertThat(ForeignHash.aliases(VAULT.generate(), address))
                .doesNotContainAnyElementsOf(ForeignHash.aliases(keys, address));
    }

    @Test
    void onlyHexadecimalOfTheRightLengthIsAHash() {
        assertThat(ForeignHash.MD5.isHash("5d41402abc4b2a76b9719d911017c592")).isTrue();
        assertThat(ForeignHash.SHA256.isHash("5d41402abc4b2a76b9719d911017c592"))
                .isFalse();
        assertThat(ForeignHash.MD5.isHash("5d41402abc4b2a76b9719d911017c59g")).isFalse();
    }
}

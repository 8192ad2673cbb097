package io.consentry.kit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.contract.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyVaultTest {

    private static final TenantId FOUNDATION = new TenantId("foundation");
    private static final TenantId OTHER = new TenantId("other");
    private static final byte[] PLAINTEXT = bytes("thabo@example.org");
    private static final byte[] PURPOSE = bytes("address");

    private final KeyVault vault = new KeyVault(keyOf(1));
    private final TenantKeys keys = vault.generate();

    @Test
    void unwrappedKeysDoWhatTheWrappedOnesDid() throws GeneralSecurityException {
        TenantKeys unwrapped = vault.unwrap(FOUNDATION, vault.wrap(FOUNDATION, keys));

        assertThat(unwrapped.decrypt(keys.encrypt(PLAINTEXT, PURPOSE), PURPOSE)).isEqualTo(PLAINTEXT);
        assertThat(unwrapped.mac(PLAINTEXT)).isEqualTo(keys.mac(PLAINTEXT));
    }

    @Test
    void theHashIsThirtyTwoBytesAndDependsOnTheTenant() {
        assertThat(keys.mac(PLAINTEXT))
                .hasSize(32)
                .isNotEqualTo(vault.generate().mac(PLAINTEXT));
    }

    @Test
    void ciphertextsFromBeforeRotationStillDecrypt() throws GeneralSecurityException {
        byte[] before = keys.encrypt(PLAINTEXT, PURPOSE);

        TenantKeys rotated =
                vault.unwrap(FOUNDATION, vault.wrap(FOUNDATION, keys.rotated().rotated()));

        assertThat(rotated.decrypt(before, PURPOSE)).isEqualTo(PLAINTEXT);
    }

    @Test
    void theNewestKeyEncryptsAfterRotation() throws GeneralSecurityException {
        TenantKeys rotated = keys.rotated();

        byte[] after = rotated.encrypt(PLAINTEXT, PURPOSE);

        assertThat(rotated.decrypt(after, PURPOSE)).isEqualTo(PLAINTEXT);
        assertThatThrownBy(() -> keys.decrypt(after, PURPOSE)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void theHashIsUnchangedByRotation() {
        assertThat(keys.rotated().mac(PLAINTEXT)).isEqualTo(keys.mac(PLAINTEXT));
    }

    @Test
    void equalPlaintextsGiveDifferentCiphertexts() {
        assertThat(keys.encrypt(PLAINTEXT, PURPOSE)).isNotEqualTo(keys.encrypt(PLAINTEXT, PURPOSE));
    }

    @Test
    void aCiphertextOfOnePurposeIsRefusedForAnother() {
        byte[] address = keys.encrypt(PLAINTEXT, PURPOSE);

        assertThatThrownBy(() -> keys.decrypt(address, bytes("link"))).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void anotherTenantsKeysetIsRefused() {
        String wrapped = vault.wrap(FOUNDATION, keys);

        assertThatThrownBy(() -> vault.unwrap(OTHER, wrapped))
                .isInstanceOf(KeyVaultException.class)
                .hasMessageNotContaining(wrapped);
    }

    @Test
    void aWrappedKeysetChangedInAnyByteIsRefused() {
        byte[] wrapped = Base64.getUrlDecoder().decode(vault.wrap(FOUNDATION, keys));
        for (int i = 0; i < wrapped.length; i++) {
            byte[] changed = wrapped.clone();
            changed[i] ^= 1;
            String text = encode(changed);

            assertThatThrownBy(() -> vault.unwrap(FOUNDATION, text)).isInstanceOf(KeyVaultException.class);
        }
    }

    @Test
    void textThatIsNoKeysetIsRefusedWithoutQuotingIt() {
        for (String text : List.of("", "A", "not base64!", "AQ", encode(new byte[100]), encode(new byte[] {1, 2, 3}))) {
            assertThatThrownBy(() -> vault.unwrap(FOUNDATION, text))
                    .isInstanceOf(KeyVaultException.class)
                    .satisfies(e -> assertThat(text.length() > 3 && e.toString().contains(text))
                            .isFalse());
        }
    }

    @Test
    void keysetsMoveToANewKeyEncryptionKey() {
        String old = vault.wrap(FOUNDATION, keys);
        KeyVault both = new KeyVault(keyOf(2), List.of(keyOf(1)));

        String rewrapped = both.wrap(FOUNDATION, both.unwrap(FOUNDATION, old));

        assertThat(both.unwrap(FOUNDATION, old).mac(PLAINTEXT)).isEqualTo(keys.mac(PLAINTEXT));
        assertThat(new KeyVault(keyOf(2)).unwrap(FOUNDATION, rewrapped).mac(PLAINTEXT))
                .isEqualTo(keys.mac(PLAINTEXT));
        assertThatThrownBy(() -> vault.unwrap(FOUNDATION, rewrapped)).isInstanceOf(KeyVaultException.class);
    }

    @Test
    void aShortKeyEncryptionKeyIsRefused() {
        assertThatThrownBy(() -> new KeyVault(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysAreNotPrinted() {
        assertThat(keys).hasToString("TenantKeys[redacted]");
        assertThat(vault).hasToString("KeyVault[redacted]");
    }

    private static byte[] keyOf(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.consentry.preference.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookSignatureTest {

    private static final byte[] BODY = "test".getBytes(StandardCharsets.UTF_8);
    private static final String GOOD = "0329a06b62cd16b33eb6792be8c60b158d89a2ee3a876fce9a881ebb488c0914";

    @Test
    void thePublishedVectorIsGood() {
        assertThat(HookSignature.matches("secret", BODY, "sha256=" + GOOD)).isTrue();
        assertThat(HookSignature.matches("secret", BODY, "sha256=" + GOOD.toUpperCase(Locale.ROOT)))
                .isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "sha256=", GOOD, "sha1=" + GOOD, "sha256=" + GOOD + "0", "sha256= " + GOOD, "sha256=00"})
    void anythingElseIsNot(String signature) {
        assertThat(HookSignature.matches("secret", BODY, signature)).isFalse();
    }

    @Test
    void anotherSecretOrBodyIsNot() {
        assertThat(HookSignature.matches("other", BODY, "sha256=" + GOOD)).isFalse();
        assertThat(HookSignature.matches("secret", "tesT".getBytes(StandardCharsets.UTF_8), "sha256=" + GOOD))
                .isFalse();
    }
}

package io.consentry.preference.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogoTest {

    @Test
    void aPictureIsTaken() {
        String png = "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        assertThat(Logo.parse(png)).isEqualTo(png);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/logo.png",
                "data:image/svg+xml;base64,PHN2Zz4=",
                "data:image/png;base64,PHN2Zz4=",
                "data:image/png;base64,iVBORw==\" onerror=\"x",
                "data:image/webp;base64,UklGRg==",
                "data:image/png;base64,"
            })
    void anythingElseIsNot(String text) {
        assertThatThrownBy(() -> Logo.parse(text)).hasMessageContaining("must be a data: address");
    }

    @Test
    void aLargePictureIsNot() {
        assertThatThrownBy(() -> Logo.parse("data:image/png;base64," + "A".repeat(Logo.LENGTH_MAX)))
                .hasMessageContaining("at most 24000 characters");
    }
}

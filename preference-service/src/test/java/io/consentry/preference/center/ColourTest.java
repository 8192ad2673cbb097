package io.consentry.preference.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {

    @ParameterizedTest
    @CsvSource({"#ffffff,1.0", "#000000,21.0", "#767676,4.54", "#777777,4.48", "#0000ff,8.59", "#ff0000,4.00"})
    void contrastIsAsWcagHasIt(String colour, double contrast) {
        assertThat(Colour.contrastWithWhite(colour)).isCloseTo(contrast, within(0.005));
    }

    @Test
    void theLastColourThatCanBeReadIsTaken() {
        assertThat(Colour.parse("#767676")).isEqualTo("#767676");
        assertThat(Colour.parse("#0B57D0")).isEqualTo("#0b57d0");
        assertThatThrownBy(() -> Colour.parse("#777777")).hasMessageContaining("4.47 to 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#fff", "#12345g", "#000000;}body{}", "#000000\n"})
    void whatIsNoColourIsRefused(String text) {
        assertThatThrownBy(() -> Colour.parse(text)).hasMessage("must be #rrggbb");
    }
}

package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToldSourceTest {

    @ParameterizedTest
    @CsvSource({
        "https://Shop.example/signup?email=thandi@example.org#x, shop.example",
        "http://thandi@shop.example:8080/, shop.example",
        "till 4 in Durban, till 4 in Durban",
        "crm-export 2026-11-28, crm-export 2026-11-28",
        "preference-center/3, preference-center/3"
    })
    void aSiteAndAShortTextAreTold(String source, String told) {
        assertThat(ToldSource.of(source)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://",
                "https://a b/",
                "list of thandi@example.org",
                "call to 082 123 4567",
                "call to +27 (0)82-123-4567",
                "ID 8001015009087"
            })
    void whatMayBeSomebodysAddressIsNotTold(String source) {
        assertThat(ToldSource.of(source)).isNull();
    }

    @Test
    void neitherNothingNorMuchIsTold() {
        assertThat(ToldSource.of(null)).isNull();
        assertThat(ToldSource.of("x".repeat(100))).hasSize(100);
        assertThat(ToldSource.of("x".repeat(101))).isNull();
        assertThat(ToldSource.of("https://" + "x".repeat(101) + ".example/")).isNull();
    }
}

package io.consentry.suppression.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancedStatusTest {

    @ParameterizedTest
    @CsvSource({
        "5.1.1,HARD",
        "5.1.2,HARD",
        "5.0.0,HARD",
        "5.2.1,HARD",
        "5.4.1,HARD",
        "5.4.4,HARD",
        "5.2.2,SOFT",
        "5.3.1,SOFT",
        "5.4.7,SOFT",
        "4.1.1,SOFT",
        "4.2.2,SOFT",
        "4.7.1,SOFT",
        "5.7.0,NONE",
        "5.7.1,NONE",
        "5.7.509,NONE",
        "5.6.1,NONE",
        "5.3.4,NONE",
        "5.2.3,NONE",
        "5.1.8,NONE",
        "2.1.5,NONE"
    })
    void eachCodeMeansOneThing(String code, Verdict verdict) {
        assertThat(EnhancedStatus.find(code))
                .get()
                .extracting(EnhancedStatus::ofFailure)
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 unknown,5.1.1",
        "(#5.2.2),5.2.2",
        "550-5.7.26 no SPF,5.7.26",
        "host 192.0.2.7 said: 552 5.2.2 full,5.2.2",
        "1.5.1.1 then 4.4.2.,4.4.2"
    })
    void isFoundInWords(String text, String code) {
        assertThat(EnhancedStatus.find(text))
                .get()
                .extracting(EnhancedStatus::text)
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "550", "host 5.1.1.4 said", "15.1.1", "3.1.1", "5.1"})
    void isNotFoundInAddressesAndNumbers(String text) {
        assertThat(EnhancedStatus.find(text)).isEmpty();
    }
}

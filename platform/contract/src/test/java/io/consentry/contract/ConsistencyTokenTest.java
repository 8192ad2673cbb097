package io.consentry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTokenTest {

    private static final ConsistencyToken TOKEN = new ConsistencyToken("consent", 3, new OutboxPosition(4711, 42));

    @Test
    void whatWasWrittenIsReadBack() {
        assertThat(ConsistencyToken.parse(TOKEN.text())).isEqualTo(TOKEN);
        assertThat(TOKEN.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void theLargestTokenIsReadBack() {
        ConsistencyToken largest = new ConsistencyToken(
                "suppression", Integer.MAX_VALUE, new OutboxPosition(Long.MAX_VALUE, Long.MAX_VALUE));

        assertThat(ConsistencyToken.parse(largest.text())).isEqualTo(largest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1:consent:3",
                "2:consent:3:4711.42",
                "1:consent:3:4711.42:5",
                "1:consent:x:4711.42",
                "1:consent:-1:4711.42",
                "1:consent:3:4711",
                "1:consent:3:.",
                "1:consent:3:-1.42",
                "1:consent:3:4711.-42",
                "1:consent:3:99999999999999999999.1",
                "1:consent:99999999999:4711.42",
                "1::3:4711.42",
                "1:CONSENT:3:4711.42",
                "1:con sent\n:3:4711.42",
            })
    void whatIsNotOursIsRefused(String plain) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ConsistencyToken.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textOfAnotherAlphabetOrLengthIsRefused() {
        for (String text : new String[] {"not base64!", "é", "A".repeat(121), "A".repeat(1_000_000)}) {
            assertThatThrownBy(() -> ConsistencyToken.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

package io.consentry.preference.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thanks!\n\nOn Fri, 27 Nov 2026 at 10:00, Acme <news@acme.example> wrote:\n> Click to unsubscribe",
                "Thanks!\r\n\r\nOn Fri, 27 Nov 2026 at 10:00 Acme News\r\n<news@acme.example> wrote:\r\n\r\n> unsubscribe",
                "> Click to unsubscribe\n> here\n\nThanks!",
                "Thanks!\n-- \nThandi\nunsubscribe at https://thandi.example",
                "Thanks!\n\n-----Original Message-----\nFrom: Acme\nunsubscribe",
                "Thanks!\n\n________________________________\nFrom: Acme <news@acme.example>\nunsubscribe",
                "Thanks!\n\nFrom: Acme <news@acme.example>\nSent: Friday\nunsubscribe",
                "Thanks!\nSent from my phone\nunsubscribe",
                "Thanks!\n\nOp Vr. 27 Nov. 2026 het Acme geskryf:\n> unsubscribe"
            })
    void whatIsQuotedOrSignedIsNotTheirs(String body) {
        assertThat(TopLines.of(body)).isEqualTo("Thanks!");
    }

    @Test
    void theFirstLinesOnly() {
        assertThat(TopLines.of("line\n\n".repeat(50)).lines()).hasSize(10);
        assertThat(TopLines.of("x".repeat(5_000))).hasSizeLessThanOrEqualTo(1_000);
        assertThat(TopLines.of("")).isEmpty();
    }

    @Test
    void noTextTakesLong() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String evil :
                    new String[] {"-".repeat(100_000), ("on " + " ".repeat(99_000)), "on 1" + "wrote".repeat(20_000)}) {
                assertThatCode(() -> TopLines.of(evil)).doesNotThrowAnyException();
                assertThatCode(() -> TopLines.of((evil.substring(0, 499) + "\n").repeat(200)))
                        .doesNotThrowAnyException();
            }
        });
    }
}

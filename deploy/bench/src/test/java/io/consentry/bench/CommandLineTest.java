package io.consentry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    private static final String PROPERTY = "bench.test.only";

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void commandsOptionsAndPropertiesComeInAnyOrder() {
        CommandLine line = CommandLine.parse("--record", "check", "-D" + PROPERTY + "=7", "relay");

        assertThat(line.words()).containsExactly("check", "relay");
        assertThat(line.record()).isTrue();
        assertThat(line.text()).isEqualTo("deploy/bench/run --record check -Dbench.test.only=7 relay");
        assertThat(System.getProperty(PROPERTY)).isEqualTo("7");
    }

    @Test
    void everyCommandHasItsWord() {
        assertThat(Command.parse(List.of("check", "relay"))).containsExactly(Command.CHECK, Command.RELAY);
        assertThat(Command.parse(List.of("all"))).containsExactly(Command.values());
        assertThatThrownBy(() -> Command.parse(List.of("chekc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chekc");
    }

    @Test
    void unknownOptionFails() {
        assertThatThrownBy(() -> CommandLine.parse("--recrod")).isInstanceOf(IllegalArgumentException.class);
    }
}

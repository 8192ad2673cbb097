package io.consentry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxPositionTest {

    private static final long SEED = System.nanoTime();

    @Test
    void transactionsOrderBeforeSequences() {
        assertThat(new OutboxPosition(1, 99)).isLessThan(new OutboxPosition(2, 1));
        assertThat(new OutboxPosition(2, 1)).isLessThan(new OutboxPosition(2, 2));
        assertThat(new OutboxPosition(9, 1)).isLessThan(new OutboxPosition(10, 1));
        assertThat(OutboxPosition.START).isLessThan(new OutboxPosition(0, 1));
    }

    @Test
    void orderAgreesWithEqualityAndText() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            OutboxPosition one = new OutboxPosition(random.nextInt(3), random.nextInt(3));
            OutboxPosition other = new OutboxPosition(random.nextInt(3), random.nextInt(3));

            assertThat(one.compareTo(other) == 0).as("seed %d", SEED).isEqualTo(one.equals(other));
            assertThat(one.compareTo(other)).as("seed %d", SEED).isEqualTo(-other.compareTo(one));
            assertThat(OutboxPosition.parse(one.toString())).as("seed %d", SEED).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1", "1.", ".1", "a.b", "1.2.3", "-1.0", "0.-1", "9223372036854775808.0"})
    void whatIsNoPositionIsRefused(String text) {
        assertThatThrownBy(() -> OutboxPosition.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

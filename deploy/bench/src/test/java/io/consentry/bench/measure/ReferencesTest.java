package io.consentry.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    @Test
    void pgbenchsOverallRateIsRead() throws IOException {
        String output = """
                transaction type: multiple scripts
                number of clients: 64
                latency average = 12.345 ms
                initial connection time = 98.123 ms
                tps = 73.456789 (without initial connection time)
                SQL script 1: select0.sql
                 - weight: 1 (targets 5.0% of total)
                 - 12 transactions (5.1% of total, tps = 3.712345)
                """;

        assertThat(PgbenchSelects.transactionRate(output)).isEqualTo(73.456789);
    }

    @Test
    void redisBenchmarksRateIsRead() throws IOException {
        assertThat(RedisGets.getRate("\"test\",\"rps\",\"avg_latency_ms\"\n\"GET\",\"115207.38\",\"0.28\"\n"))
                .isEqualTo(115_207.38);
    }

    @Test
    void listNamesEveryRecipientOnce() {
        ListNumbers numbers = new ListNumbers(1_000);
        Set<Long> recipients = new HashSet<>();

        for (long line = 0; line < 1_000; line++) {
            assertThat(numbers.getAsLong()).isEqualTo(line);
            recipients.add(numbers.getAsLong());
        }

        assertThat(recipients).hasSize(1_000).allMatch(number -> number >= 0 && number < 1_000);
    }
}

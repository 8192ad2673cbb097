package io.consentry.preference.linkrequest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ClientLimits limits = new ClientLimits(3, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void aClientMayAskSoOftenInAnHourAndOthersBesides() {
        assertThat(takes("196.25.1.1", 5)).isEqualTo(3);
        assertThat(takes("196.25.1.2", 5)).isEqualTo(3);

        nanos.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(takes("196.25.1.1", 5)).isEqualTo(3);
    }

    @Test
    void allAddressesOfASiteAreOneClient() {
        assertThat(takes("2001:db8:1:2::1", 2)).isEqualTo(2);
        assertThat(takes("2001:db8:1:2:ffff:1:2:3", 2)).isEqualTo(1);
        assertThat(takes("2001:db8:1:3::1", 2)).isEqualTo(2);
    }

    private int takes(String ip, int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += limits.take(ip) ? 1 : 0;
        }
        return taken;
    }
}

package io.consentry.preference.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PageLimitsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final PageLimits limits = new PageLimits(6, 3, 2, new TimeMeter() {
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
    void aLinkMayBeOpenedSoOftenInAMinuteByWhomever() {
        for (int i = 1; i <= 3; i++) {
            assertThat(limits.take("196.25.1." + i, "link")).isEmpty();
        }
        assertThat(limits.take("196.25.1.4", "link")).contains(Duration.ofSeconds(21));
        assertThat(limits.take("196.25.1.4", "other")).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(21).toNanos());

        assertThat(limits.take("196.25.1.4", "link")).isEmpty();
    }

    @Test
    void aClientMayOpenSoManyLinksAndASiteIsOneClient() {
        for (int i = 1; i <= 6; i++) {
            assertThat(limits.take("2001:db8:1:2::" + i, "link " + i)).isEmpty();
        }
        assertThat(limits.take("2001:db8:1:2:ffff::1", "link 7")).isPresent();
        assertThat(limits.take("2001:db8:1:3::1", "link 7")).isEmpty();
    }
}

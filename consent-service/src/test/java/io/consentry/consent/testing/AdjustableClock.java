package io.consentry.consent.testing;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The service's clock in tests: real time until a test stops it somewhere. */
@Mock
@Singleton
public class AdjustableClock extends Clock {

    private volatile @Nullable Instant stoppedAt;

    public void stopAt(Instant instant) {
        stoppedAt = instant;
    }

    public void runFreely() {
        stoppedAt = null;
    }

    @Override
    public Instant instant() {
        Instant stopped = stoppedAt;
        return stopped == null ? Instant.now() : stopped;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

package io.consentry.preference.linkrequest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentry.preference.page.Client;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** How often each client may ask. Remembered in this instance only, and for an hour. */
@ApplicationScoped
class ClientLimits {

    private static final int CLIENTS_MAX = 100_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final int perHour;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CLIENTS_MAX)
            .expireAfterAccess(HOUR)
            .build();

    @Inject
    ClientLimits(LinkRequestConfig config) {
        this(config.perClientPerHour(), TimeMeter.SYSTEM_NANOTIME);
    }

    ClientLimits(int perHour, TimeMeter time) {
        this.perHour = perHour;
        this.time = time;
    }

    /** Whether the client may ask once more; counts it when it may. */
    boolean take(String ip) {
        return buckets.get(Client.of(ip), ignored -> newBucket()).tryConsume(1);
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, HOUR))
                .withCustomTimePrecision(time)
                .build();
    }
}

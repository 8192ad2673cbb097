package io.consentry.preference.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentry.preference.link.Link;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** How often the pages behind links may be opened. Remembered in this instance only, of a bounded number of each, for minutes. */
@ApplicationScoped
class PageLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Meter clients;
    private final Meter tokens;
    private final Meter addresses;

    @Inject
    PageLimits(PageConfig config) {
        this(
                config.perClientPerMinute(),
                config.perTokenPerMinute(),
                config.perAddressPerMinute(),
                TimeMeter.SYSTEM_NANOTIME);
    }

    PageLimits(int perClient, int perToken, int perAddress, TimeMeter time) {
        this.clients = new Meter(perClient, time);
        this.tokens = new Meter(perToken, time);
        this.addresses = new Meter(perAddress, time);
    }

    /** Counts a request before anything is known of its link, so that a wrong one is treated as a good one; how long to wait if it may not. */
    Optional<Duration> take(String ip, String token) {
        return clients.take(Client.of(ip)).or(() -> tokens.take(digest(token)));
    }

    /** Counts it at the link's address, which only its bearer gets to. */
    Optional<Duration> take(Link link) {
        return addresses.take(
                link.tenant().id().value() + " " + link.token().address().key().value());
    }

    private static String digest(String token) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    /** Buckets by key, each of which fills again within a minute. */
    private static final class Meter {

        private static final int REMEMBERED_MAX = 100_000;

        private final int perMinute;
        private final TimeMeter time;
        private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterAccess(MINUTE.multipliedBy(2))
                .build();

        Meter(int perMinute, TimeMeter time) {
            this.perMinute = perMinute;
            this.time = time;
        }

        /** Empty when there is room; else for how long there is none, in whole seconds. */
        Optional<Duration> take(String key) {
            ConsumptionProbe probe = buckets.get(key, ignored -> newBucket()).tryConsumeAndReturnRemaining(1);
            return probe.isConsumed()
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(
                            Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1));
        }

        private Bucket newBucket() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                    .withCustomTimePrecision(time)
                    .build();
        }
    }
}

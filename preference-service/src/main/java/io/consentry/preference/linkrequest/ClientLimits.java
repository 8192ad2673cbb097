package io.consentry.preference.linkrequest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;

/** How often each client may ask. Remembered in this instance only, and for an hour. */
@ApplicationScoped
class ClientLimits {

    private static final int CLIENTS_MAX = 100_000;
    private static final int IPV4_BYTES = 4;
    private static final int SITE_BYTES = 8;
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
        return buckets.get(client(ip), ignored -> newBucket()).tryConsume(1);
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, HOUR))
                .withCustomTimePrecision(time)
                .build();
    }

    /** A site has its half of an IPv6 address to itself and could else count as as many clients as it likes. */
    private static String client(String ip) {
        try {
            byte[] address = InetAddress.getByName(ip).getAddress();
            return HexFormat.of().formatHex(address, 0, address.length == IPV4_BYTES ? IPV4_BYTES : SITE_BYTES);
        } catch (UnknownHostException e) {
            return "";
        }
    }
}

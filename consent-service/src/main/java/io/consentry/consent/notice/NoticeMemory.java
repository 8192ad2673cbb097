package io.consentry.consent.notice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentry.contract.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers each tenant's notices for a while, which counts from when they began to be read: counted from the end, a reading that took
 * long would bring back what had been replaced and forgotten meanwhile.
 */
final class NoticeMemory {

    private static final int TENANTS_MAX = 10_000;

    private final Duration lasting;
    private final Cache<TenantId, Remembered> remembered;

    NoticeMemory(Duration lasting) {
        this.lasting = lasting;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(TENANTS_MAX)
                .expireAfterWrite(lasting)
                .build();
    }

    private record Remembered(PublishedNotices notices, Instant startedAt) {

        boolean isOlderThan(Remembered other) {
            long revision = notices.revision();
            return revision < other.notices.revision()
                    || revision == other.notices.revision() && startedAt.isBefore(other.startedAt);
        }
    }

    Optional<PublishedNotices> get(TenantId tenant, Instant now) {
        return Optional.ofNullable(remembered.getIfPresent(tenant))
                .filter(known -> now.isBefore(known.startedAt.plus(lasting)))
                .map(Remembered::notices);
    }

    /** A reading does not take the place of a later one. */
    void put(TenantId tenant, PublishedNotices notices, Instant startedAt) {
        remembered
                .asMap()
                .merge(
                        tenant,
                        new Remembered(notices, startedAt),
                        (known, read) -> read.isOlderThan(known) ? known : read);
    }
}

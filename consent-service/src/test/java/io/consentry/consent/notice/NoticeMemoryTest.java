package io.consentry.consent.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.NoticeRef;
import io.consentry.contract.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is remembered of notices is never older than it may be, however long it took to read. */
class NoticeMemoryTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Duration LASTING = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");
    private static final PublishedNotices OLDER = published(1);
    private static final PublishedNotices NEWER = published(2);

    private final NoticeMemory memory = new NoticeMemory(LASTING);

    @Test
    void aReadingThatTookLongDoesNotTakeThePlaceOfALaterOne() {
        memory.put(ACME, NEWER, START.plusSeconds(1));

        memory.put(ACME, OLDER, START);

        assertThat(memory.get(ACME, START.plusSeconds(2))).contains(NEWER);
    }

    @Test
    void aReadingThatTookLongerThanItMayBeRememberedIsNotRemembered() {
        memory.put(ACME, OLDER, START);

        assertThat(memory.get(ACME, START.plus(LASTING))).isEmpty();
        assertThat(memory.get(ACME, START.plus(LASTING).minusNanos(1))).contains(OLDER);
    }

    @Test
    void theSameNoticesReadAgainLastFromThen() {
        memory.put(ACME, NEWER, START);

        memory.put(ACME, NEWER, START.plusSeconds(30));

        assertThat(memory.get(ACME, START.plusSeconds(80))).contains(NEWER);
    }

    private static PublishedNotices published(long revision) {
        return PublishedNotices.of(List.of(new NoticeVersion(
                new NoticeRef("privacy", "" + revision), revision, new UUID(0, revision), START, START, List.of())));
    }
}

package io.consentry.consent.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which text is in force when (requirements 000-47 and 000-50). */
class PublishedNoticesTest {

    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final Instant PUBLISHED = Instant.parse("2026-01-05T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // at, in force
        "2025-12-31T23:59:59.999999Z,",
        "2026-01-01T00:00:00Z, 1",
        "2026-02-28T23:59:59.999999Z, 1",
        "2026-03-01T00:00:00Z, 2",
        "2099-01-01T00:00:00Z, 2",
    })
    void theEffectiveInstantDecidesAndNotThePublication(Instant at, @Nullable String expected) {
        PublishedNotices notices = PublishedNotices.of(List.of(
                version("2", 1, "2026-03-01T00:00:00Z"),
                version("1", 2, "2026-01-01T00:00:00Z"),
                version(new NoticeRef("cookies", "9"), 3, "2026-02-01T00:00:00Z", PUBLISHED)));

        assertThat(notices.inForce("privacy", at).map(found -> found.ref().version()))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void ofTwoForTheSameInstantTheOnePublishedLastIsInForce() {
        NoticeVersion mistaken = version("2", 2, "2026-03-01T00:00:00Z");
        NoticeVersion corrected = version("2a", 3, "2026-03-01T00:00:00Z");
        PublishedNotices notices = PublishedNotices.of(List.of(corrected, mistaken));

        assertThat(notices.inForce("privacy", mistaken.effectiveFrom())).contains(corrected);
        assertThat(notices.end(mistaken)).contains(mistaken.effectiveFrom());
        assertThat(notices.end(corrected)).isEmpty();
        assertThat(notices.revision()).isEqualTo(3);
    }

    @Test
    void aVersionReplacedBeforeItsInstantAsksForNothing() {
        NoticeVersion mistaken = demanding("2", 1, "2026-03-01T00:00:00Z", PUBLISHED);
        NoticeVersion before = version("2a", 2, "2026-03-01T00:00:00Z");
        NoticeVersion tooLate = version(
                new NoticeRef("privacy", "2a"), 2, "2026-03-01T00:00:00Z", Instant.parse("2026-03-01T00:00:00Z"));

        assertThat(PublishedNotices.of(List.of(mistaken)).requiringReconsent(OFFERS))
                .containsExactly(mistaken);
        assertThat(PublishedNotices.of(List.of(mistaken, before)).requiringReconsent(OFFERS))
                .isEmpty();
        assertThat(PublishedNotices.of(List.of(mistaken, tooLate)).requiringReconsent(OFFERS))
                .containsExactly(mistaken);
    }

    @Test
    void versionsOfAllNoticesAskInTheOrderInWhichTheyTakeEffect() {
        NoticeVersion later = demanding("2", 1, "2026-05-01T00:00:00Z", PUBLISHED);
        NoticeVersion sooner = new NoticeVersion(
                new NoticeRef("cookies", "4"),
                2,
                UUID.randomUUID(),
                Instant.parse("2026-04-01T00:00:00Z"),
                PUBLISHED,
                List.of(new PurposeKey("news"), OFFERS));
        PublishedNotices notices = PublishedNotices.of(List.of(later)).with(sooner);

        assertThat(notices.requiringReconsent(OFFERS)).containsExactly(sooner, later);
        assertThat(notices.requiringReconsent(new PurposeKey("news"))).containsExactly(sooner);
        assertThat(notices.requiringReconsent(new PurposeKey("other"))).isEmpty();
    }

    private static NoticeVersion version(String version, long revision, String effectiveFrom) {
        return version(new NoticeRef("privacy", version), revision, effectiveFrom, PUBLISHED);
    }

    private static NoticeVersion version(NoticeRef ref, long revision, String effectiveFrom, Instant publishedAt) {
        return new NoticeVersion(
                ref, revision, UUID.randomUUID(), Instant.parse(effectiveFrom), publishedAt, List.of());
    }

    private static NoticeVersion demanding(String version, long revision, String effectiveFrom, Instant publishedAt) {
        return new NoticeVersion(
                new NoticeRef("privacy", version),
                revision,
                UUID.randomUUID(),
                Instant.parse(effectiveFrom),
                publishedAt,
                List.of(OFFERS));
    }
}

package io.consentry.preference.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonRecordTest {

    private static final PurposeKey NEWS = new PurposeKey("news");
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    @Test
    void whoConsentedGetsIt() {
        assertThat(isOn(entry(ONE, ConsentStatus.GIVEN, NEWS, Channel.EMAIL))).isTrue();
        assertThat(isOn(entry(ONE, ConsentStatus.GIVEN, NEWS, Channel.SMS))).isFalse();
        assertThat(isOn()).isFalse();
    }

    @Test
    void theLastWordCounts() {
        RecordEntry given = entry(ONE, ConsentStatus.GIVEN, NEWS, Channel.EMAIL);
        RecordEntry everythingStopped = entry(ONE, ConsentStatus.WITHDRAWN, null, null);
        assertThat(isOn(given, everythingStopped)).isFalse();
        assertThat(isOn(everythingStopped, given)).isTrue();
        assertThat(isOn(given, entry(ONE, ConsentStatus.REFUSED, NEWS, null))).isFalse();
        assertThat(isOn(given, entry(ONE, ConsentStatus.EXPIRED, NEWS, Channel.EMAIL)))
                .isFalse();
    }

    @Test
    void askingHidesNoAnswer() {
        assertThat(isOn(
                        entry(ONE, ConsentStatus.GIVEN, NEWS, Channel.EMAIL),
                        entry(ONE, ConsentStatus.REQUESTED, NEWS, Channel.EMAIL)))
                .isTrue();
    }

    @Test
    void oneNoAmongPeopleWhoShareAnAddressIsEnough() {
        assertThat(isOn(
                        entry(OTHER, ConsentStatus.WITHDRAWN, null, Channel.EMAIL),
                        entry(ONE, ConsentStatus.GIVEN, NEWS, Channel.EMAIL)))
                .isFalse();
    }

    @Test
    void aConsentEndsAtItsInstant() {
        assertThat(isOn(until(NOW.plusNanos(1)))).isTrue();
        assertThat(isOn(until(NOW))).isFalse();
    }

    @Test
    void buyingSomethingLiftsNoOptOut() {
        RecordEntry bought = new RecordEntry(
                UUID.randomUUID(),
                ONE,
                NEWS,
                Channel.EMAIL,
                ConsentStatus.GIVEN,
                CaptureMethod.API,
                true,
                NOW,
                null,
                null,
                null);
        assertThat(isOn(bought)).isTrue();
        assertThat(isOn(entry(ONE, ConsentStatus.WITHDRAWN, NEWS, Channel.EMAIL), bought))
                .isFalse();
    }

    @Test
    void aMessageRestsOnTheLatestYesAndNoneWhereSomebodySaidNo() {
        RecordEntry first = entry(ONE, ConsentStatus.GIVEN, NEWS, Channel.EMAIL);
        RecordEntry renewed = entry(ONE, ConsentStatus.RENEWED, NEWS, Channel.EMAIL);
        RecordEntry asked = entry(ONE, ConsentStatus.REQUESTED, NEWS, Channel.EMAIL);
        assertThat(record(first, renewed, asked).basis(NEWS, Channel.EMAIL, NOW))
                .contains(renewed);
        assertThat(record(first, entry(OTHER, ConsentStatus.REFUSED, null, null))
                        .basis(NEWS, Channel.EMAIL, NOW))
                .isEmpty();
        assertThat(record().basis(NEWS, Channel.EMAIL, NOW)).isEmpty();
    }

    @Test
    void theDetailsCameWithTheFirstEntryThatWasNoMistake() {
        RecordEntry mistake = entry(ONE, ConsentStatus.GIVEN, NEWS, Channel.EMAIL);
        RecordEntry retraction = new RecordEntry(
                UUID.randomUUID(),
                ONE,
                null,
                null,
                ConsentStatus.INVALIDATED,
                CaptureMethod.IMPORT,
                false,
                NOW,
                null,
                mistake.eventId(),
                null);
        RecordEntry given = entry(ONE, ConsentStatus.GIVEN, NEWS, Channel.SMS);
        assertThat(record(mistake, retraction, given).first()).contains(given);
        assertThat(record(mistake, retraction).first()).isEmpty();
    }

    @Test
    void whatWasRetractedWasNeverSaid() {
        RecordEntry imported = entry(ONE, ConsentStatus.WITHDRAWN, null, null);
        RecordEntry retraction = new RecordEntry(
                UUID.randomUUID(),
                ONE,
                null,
                null,
                ConsentStatus.INVALIDATED,
                CaptureMethod.IMPORT,
                false,
                NOW,
                null,
                imported.eventId(),
                null);
        RecordEntry given = entry(ONE, ConsentStatus.GIVEN, NEWS, Channel.EMAIL);
        assertThat(isOn(given, imported)).isFalse();
        assertThat(isOn(given, imported, retraction)).isTrue();
        assertThat(isOn(imported, retraction)).isFalse();
    }

    private static boolean isOn(RecordEntry... entries) {
        return record(entries).isOn(NEWS, Channel.EMAIL, NOW);
    }

    private static PersonRecord record(RecordEntry... entries) {
        return new PersonRecord(List.of(entries), Wishes.NONE);
    }

    private static RecordEntry until(Instant end) {
        return new RecordEntry(
                UUID.randomUUID(),
                ONE,
                NEWS,
                Channel.EMAIL,
                ConsentStatus.GIVEN,
                CaptureMethod.SUBSCRIPTION_FORM,
                false,
                NOW.minusSeconds(60),
                end,
                null,
                null);
    }

    private static RecordEntry entry(
            UUID subject, ConsentStatus status, @Nullable PurposeKey purpose, @Nullable Channel channel) {
        return new RecordEntry(
                UUID.randomUUID(),
                subject,
                purpose,
                channel,
                status,
                CaptureMethod.SUBSCRIPTION_FORM,
                false,
                NOW,
                null,
                null,
                null);
    }
}

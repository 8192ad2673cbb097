package io.consentry.consent.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.testing.Histories;
import io.consentry.contract.ActivityKind;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentExpired;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.SubjectEvent.SubjectActive;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When consents end by themselves (capability C7, requirement 001-38). */
class TermTest {

    private static final SubjectId THANDI = new SubjectId(new UUID(1, 1));
    private static final SubjectId SIPHO = new SubjectId(new UUID(2, 2));
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final UUID GRANT = new UUID(3, 3);
    private static final ZoneId JOHANNESBURG = ZoneId.of("Africa/Johannesburg");

    @ParameterizedTest
    @CsvSource({
        "UTC,                 P24M, 2026-06-10T08:00:00Z, 2028-06-10T08:00:00Z",
        "Africa/Johannesburg, P24M, 2026-06-10T08:00:00Z, 2028-06-10T08:00:00Z",
        "UTC,                 P24M, 2028-02-29T10:00:00Z, 2030-02-28T10:00:00Z",
        "UTC,                 P12M, 2027-02-28T10:00:00Z, 2028-02-28T10:00:00Z",
        "UTC,                 P1M,  2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z",
        "UTC,                 P1M,  2028-01-31T10:00:00Z, 2028-02-29T10:00:00Z",
        "UTC,                 P1M,  2026-01-31T22:30:00Z, 2026-02-28T22:30:00Z",
        "Africa/Johannesburg, P1M,  2026-01-31T22:30:00Z, 2026-02-28T22:30:00Z",
        "Africa/Johannesburg, P1M,  2026-01-30T22:30:00Z, 2026-02-27T22:30:00Z",
        "UTC,                 P1M,  2026-01-30T22:30:00Z, 2026-02-28T22:30:00Z",
        "Africa/Johannesburg, P6M,  2026-08-31T21:59:59Z, 2027-02-28T21:59:59Z",
        "Europe/Berlin,       P1M,  2026-02-28T01:30:00Z, 2026-03-28T01:30:00Z",
        "Europe/Berlin,       P1M1D,2026-02-28T01:30:00Z, 2026-03-29T01:30:00Z"
    })
    void aConsentHoldsUntilTheInstantAndNotAtIt(String zone, String inactivity, Instant given, Instant end) {
        Term term = new Term(Optional.of(Period.parse(inactivity)), ZoneId.of(zone));
        ContactFacts facts = given(given, null);
        ConsentFact consent = facts.consents().get(0);

        assertThat(term.endOf(consent, facts)).contains(end);
        assertThat(term.holds(consent, facts, end.minusSeconds(1))).isTrue();
        assertThat(term.holds(consent, facts, end)).isFalse();
        assertThat(term.holds(consent, facts, end.plusSeconds(1))).isFalse();
    }

    @Test
    void theEarlierOfBothEndsCounts() {
        Instant at = Instant.parse("2026-06-10T08:00:00Z");
        Term term = new Term(Optional.of(Period.ofMonths(1)), JOHANNESBURG);
        Instant inactive = Instant.parse("2026-07-10T08:00:00Z");

        for (Instant validUntil : List.of(inactive.minusSeconds(1), inactive, inactive.plusSeconds(1))) {
            ContactFacts facts = given(at, validUntil);
            assertThat(term.endOf(facts.consents().get(0), facts))
                    .contains(validUntil.isBefore(inactive) ? validUntil : inactive);
        }
        ContactFacts facts = given(at, null);
        assertThat(new Term(Optional.empty(), JOHANNESBURG)
                        .endOf(facts.consents().get(0), facts))
                .isEmpty();
    }

    @Test
    void onlyThePersonsOwnLatestActivityPutsOffTheEndAndNoValidity() {
        Instant at = Instant.parse("2026-06-10T08:00:00Z");
        Instant later = at.plusSeconds(86_400);
        Term term = new Term(Optional.of(Period.ofDays(30)), JOHANNESBURG);
        ContactFacts facts = given(at, null);

        ContactFacts clicked = active(active(facts, THANDI, later), THANDI, at.minusSeconds(1));
        ContactFacts others = active(facts, SIPHO, later);
        ContactFacts limited = active(given(at, later), THANDI, later);

        assertThat(term.endOf(clicked.consents().get(0), clicked))
                .contains(later.atZone(JOHANNESBURG).plusDays(30).toInstant());
        assertThat(term.endOf(others.consents().get(0), others))
                .contains(at.atZone(JOHANNESBURG).plusDays(30).toInstant());
        assertThat(term.endOf(limited.consents().get(0), limited)).contains(later);
    }

    @Test
    void anExpiryEndsTheConsentThatItNamesAndNoOther() {
        Instant at = Instant.parse("2026-06-10T08:00:00Z");
        ContactFacts facts = given(at, null);
        ContactFacts renewed = facts.apply(new UUID(4, 4), new ConsentGiven(change(at.plusSeconds(1), null, null)));
        ContactFacts withdrawn =
                facts.apply(new UUID(5, 5), new ConsentWithdrawn(change(at.plusSeconds(1), null, null)));
        ConsentExpired expired = new ConsentExpired(change(at.plusSeconds(60), null, GRANT));

        ConsentFact over = facts.apply(new UUID(6, 6), expired).consents().get(0);
        assertThat(over.status().isValid()).isFalse();
        assertThat(over.occurredAt()).isEqualTo(at);
        assertThat(over.validUntil()).isEqualTo(at.plusSeconds(60));
        assertThat(renewed.apply(new UUID(6, 6), expired)).isEqualTo(renewed);
        assertThat(withdrawn.apply(new UUID(6, 6), expired)).isEqualTo(withdrawn);
    }

    private static ContactFacts given(Instant at, @Nullable Instant validUntil) {
        return ContactFacts.EMPTY.apply(GRANT, new ConsentGiven(change(at, validUntil, null)));
    }

    private static ContactFacts active(ContactFacts facts, SubjectId subject, Instant at) {
        return facts.apply(
                UUID.randomUUID(), new SubjectActive(subject, List.of(Histories.ADDRESS), ActivityKind.CLICK, at, at));
    }

    private static ConsentChange change(Instant at, @Nullable Instant validUntil, @Nullable UUID cause) {
        ConsentChange plain = Histories.change(THANDI, OFFERS, Channel.EMAIL, at);
        return new ConsentChange(
                plain.subjectId(),
                plain.purpose(),
                plain.channel(),
                plain.addresses(),
                at,
                at,
                plain.actor(),
                plain.method(),
                null,
                validUntil,
                cause,
                null);
    }
}

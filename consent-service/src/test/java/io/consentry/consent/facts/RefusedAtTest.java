package io.consentry.consent.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.testing.Histories;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** After which moment only the person's own newer act counts, in whatever order opt-outs become known. */
class RefusedAtTest {

    private static final SubjectId THANDI = new SubjectId(new UUID(0, 1));
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final Instant EARLY = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LATE = Instant.parse("2026-05-01T10:00:00Z");

    @Test
    void aWiderOptOutThatBecomesKnownLateForgetsNoNewerOne() {
        assertThat(refusedAt(withdrawn(withdrawn(ContactFacts.EMPTY, OFFERS, LATE), null, EARLY)))
                .isEqualTo(LATE);
    }

    @Test
    void norDoesOneOfTheSameScope() {
        ContactFacts facts = withdrawn(withdrawn(ContactFacts.EMPTY, OFFERS, LATE), OFFERS, EARLY);

        assertThat(refusedAt(facts)).isEqualTo(LATE);
        assertThat(facts.latest(THANDI, OFFERS, Channel.EMAIL).orElseThrow().occurredAt())
                .isEqualTo(EARLY);
    }

    @Test
    void onlyTheNewestIsKept() {
        ContactFacts facts = ContactFacts.EMPTY;
        for (int day = 20; day > 0; day--) {
            facts = withdrawn(facts, OFFERS, EARLY.plusSeconds(day * 86_400L));
        }

        assertThat(facts.consents()).hasSizeLessThanOrEqualTo(2);
        assertThat(refusedAt(facts)).isEqualTo(EARLY.plusSeconds(20 * 86_400L));
    }

    @Test
    void aNewerConsentLeavesNoneOfThem() {
        ContactFacts facts = withdrawn(withdrawn(ContactFacts.EMPTY, OFFERS, LATE), OFFERS, EARLY)
                .apply(
                        UUID.randomUUID(),
                        new ConsentGiven(Histories.change(THANDI, OFFERS, Channel.EMAIL, LATE.plusSeconds(1))));

        assertThat(facts.consents()).hasSize(1);
        assertThat(facts.refusedAt(THANDI, OFFERS, Channel.EMAIL)).isEmpty();
    }

    private static ContactFacts withdrawn(ContactFacts facts, @Nullable PurposeKey purpose, Instant at) {
        return facts.apply(
                UUID.randomUUID(), new ConsentWithdrawn(Histories.change(THANDI, purpose, Channel.EMAIL, at)));
    }

    private static Instant refusedAt(ContactFacts facts) {
        return facts.refusedAt(THANDI, OFFERS, Channel.EMAIL).orElseThrow();
    }
}

package io.consentry.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.testing.Histories;
import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentRetracted;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an undo takes back, and what it leaves. */
class RetractionTest {

    private static final SubjectId THANDI = new SubjectId(new UUID(1, 1));
    private static final PurposeKey OFFERS = new PurposeKey("offers");
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    private final List<RecordedEvent> ledger = new ArrayList<>();

    @Test
    void anOptOutThatEndedAConsentIsTakenBackAndTheConsentIsAsItWas() {
        ConsentGiven consent = new ConsentGiven(change(CaptureMethod.SUBSCRIPTION_FORM, Channel.EMAIL, null));
        RecordedEvent before = add(consent);
        RecordedEvent imported = add(new ConsentWithdrawn(change(CaptureMethod.IMPORT, Channel.EMAIL, null)));

        Retraction undone = undo(imported, false);

        assertThat(undone.retracted()).isOne();
        assertThat(undone.events()).hasSize(2);
        assertThat(undone.events().get(0).event()).isInstanceOf(ConsentRetracted.class);
        assertThat(undone.events().get(0).event().change().cause()).isEqualTo(imported.id());
        RecordedEvent again = undone.events().get(1);
        assertThat(undone.originals()).containsEntry(again.id(), before.id());
        assertThat(again.event().change().occurredAt())
                .isEqualTo(consent.change().occurredAt());
        assertThat(again.event().change().method()).isEqualTo(CaptureMethod.SUBSCRIPTION_FORM);
    }

    @Test
    void anOptOutThatEndedASoftOptInStays() {
        add(new ConsentGiven(change(CaptureMethod.SUBSCRIPTION_FORM, Channel.EMAIL, ConsentBasis.SOFT_OPT_IN)));
        RecordedEvent imported = add(new ConsentWithdrawn(change(CaptureMethod.IMPORT, Channel.EMAIL, null)));

        Retraction undone = undo(imported, true);

        assertThat(undone.events()).isEmpty();
        assertThat(undone.kept()).isOne();
    }

    @Test
    void anOptOutWithoutWhichSomethingCouldBeSentWithoutConsentStays() {
        RecordedEvent imported = add(new ConsentWithdrawn(change(CaptureMethod.IMPORT, Channel.POST, null)));

        assertThat(undo(imported, false).kept()).isOne();
        assertThat(undo(imported, true).retracted()).isOne();
    }

    @Test
    void anOptOutThatThePersonRepeatedStays() {
        add(new ConsentGiven(change(CaptureMethod.SUBSCRIPTION_FORM, Channel.EMAIL, null)));
        RecordedEvent imported = add(new ConsentWithdrawn(change(CaptureMethod.IMPORT, Channel.EMAIL, null)));
        add(new ConsentWithdrawn(change(CaptureMethod.UNSUBSCRIBE_LINK, Channel.EMAIL, null)));

        assertThat(undo(imported, true).events()).isEmpty();
    }

    @Test
    void aConsentThatThePersonWithdrewIsLeftWithdrawn() {
        RecordedEvent imported = add(new ConsentGiven(change(CaptureMethod.IMPORT, Channel.EMAIL, null)));
        add(new ConsentWithdrawn(change(CaptureMethod.UNSUBSCRIBE_LINK, null, null)));

        Retraction undone = undo(imported, true);

        assertThat(undone.events()).isEmpty();
        assertThat(undone.kept()).isOne();
    }

    private Retraction undo(RecordedEvent imported, boolean needsConsent) {
        return Retraction.of(List.copyOf(ledger), Set.of(imported.id()), change -> needsConsent, NOW, Actor.AGENT);
    }

    private RecordedEvent add(ConsentEvent event) {
        RecordedEvent recorded = new RecordedEvent(new UUID(2, ledger.size()), event);
        ledger.add(recorded);
        return recorded;
    }

    private ConsentChange change(CaptureMethod method, @Nullable Channel channel, @Nullable ConsentBasis basis) {
        Instant at = NOW.minusSeconds(100 - ledger.size());
        return new ConsentChange(
                THANDI,
                OFFERS,
                channel,
                List.of(Histories.ADDRESS),
                at,
                at,
                Actor.SUBJECT,
                method,
                null,
                null,
                null,
                basis);
    }
}

package io.consentry.consent.ledger;

import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent.AgreedHours;
import io.consentry.contract.event.SubjectEvent.HoursAgreed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agreement about hours that has passed the edge. */
record HoursAgreementCommand(
        List<Channel> channels, AgreedHours hours, @Nullable Instant validUntil, Evidence evidence) {

    HoursAgreed event(SubjectId subject, List<KeyedAddress> addresses, Instant recordedAt) {
        return new HoursAgreed(subject, addresses, channels, hours, validUntil, evidence.occurredAt(), recordedAt);
    }
}

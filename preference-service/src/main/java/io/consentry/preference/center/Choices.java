package io.consentry.preference.center;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.event.PreferenceEvent.ChoicesSubmitted;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.preference.link.Link;
import io.consentry.preference.page.Language;
import io.consentry.preference.record.PersonRecord;
import io.consentry.preference.record.RecordStore;
import io.consentry.preference.unsubscribe.OptOuts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What a person behind a link can choose, and what they chose. */
@ApplicationScoped
class Choices {

    private final OptOuts optOuts;
    private final CenterStore centers;
    private final RecordStore records;
    private final Outbox outbox;
    private final Clock clock;

    Choices(OptOuts optOuts, CenterStore centers, RecordStore records, Outbox outbox, Clock clock) {
        this.optOuts = optOuts;
        this.centers = centers;
        this.records = records;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The tenant's center, and what is on record about who is reached at the link's address. */
    record Known(Center center, PersonRecord record, ChoiceSheet sheet, Instant at) {}

    Uni<Known> of(Link link) {
        return optOuts.inTransaction(
                link.tenant().id(),
                transaction -> centers.find(transaction, link.tenant().id()).chain(center -> records.find(
                                transaction, link.tenant().id(), link.token().address())
                        .map(record -> known(center, record, link))));
    }

    private Known known(Center center, PersonRecord record, Link link) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Known(center, record, ChoiceSheet.of(center, record, link.token(), now), now);
    }

    /** Makes the choices durable, then waits, for a moment, until the ledger knows (capability K3). */
    Uni<Void> submit(Link link, Center center, Changes changes, Language language) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ChoicesSubmitted submitted = new ChoicesSubmitted(
                link.token().address(),
                changes.choices(),
                changes.pause(),
                changes.frequencies(),
                now,
                language.tag(),
                center.version() == 0 ? null : center.version(),
                center.notice() == null ? null : center.notice().key());
        return optOuts.inTransaction(link.tenant().id(), transaction -> append(transaction, link, submitted))
                .chain(write -> optOuts.confirmed(List.of(write)));
    }

    private Uni<ConsistencyToken> append(SqlConnection transaction, Link link, ChoicesSubmitted submitted) {
        return outbox.append(
                transaction,
                List.of(new OutgoingEvent(
                        UUID.randomUUID(), link.tenant().id(), submitted, submitted.occurredAt(), null)));
    }
}

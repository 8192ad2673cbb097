package io.consentry.preference.cases;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.event.CaseEvent;
import io.consentry.contract.event.CaseEvent.CaseClosed;
import io.consentry.contract.event.CaseEvent.CaseOpened;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.cases.DataSubjectCase.Closing;
import io.consentry.preference.listing.ListCursor;
import io.consentry.preference.listing.ListPage;
import io.consentry.preference.listing.PageRequest;
import io.consentry.preference.unsubscribe.OptOuts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens and closes cases; each is told of in the transaction that stores it. */
@ApplicationScoped
public class Cases {

    /** Open cases of an address: a link that gets about, or a mail loop, must not bury those of others. */
    static final int OPEN_MAX = 10;

    private final OptOuts durable;
    private final CaseStore store;
    private final Outbox outbox;
    private final Clock clock;

    Cases(OptOuts durable, CaseStore store, Outbox outbox, Clock clock) {
        this.durable = durable;
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Opens the case of a mail, in the transaction that keeps the mail for reading. A mail that is delivered again opens no other one; nor
     * does one of an address with too many, which is still read.
     *
     * @param act keyed hash of the mail
     * @param from the sender, masked; null when no address can be read
     * @param forged whether the receiving server says that the sender is not who it names
     */
    public Uni<Void> openByMail(
            SqlConnection transaction,
            Tenant tenant,
            byte[] act,
            @Nullable KeyedAddress address,
            @Nullable String from,
            String text,
            boolean forged) {
        return open(
                        transaction,
                        tenant,
                        new NewCase(
                                act,
                                CaseKind.UNSPECIFIED,
                                forged ? CaseOrigin.FORGED_MAIL : CaseOrigin.MAIL,
                                address,
                                new CaseContent(from, null, null, text)))
                .replaceWithVoid();
    }

    /** The case that stands, durable: this one, or an open one that asks the same. Empty when the address has too many. */
    Uni<Optional<DataSubjectCase>> open(Tenant tenant, NewCase asked) {
        return durable.inTransaction(tenant.id(), transaction -> open(transaction, tenant, asked));
    }

    private Uni<Optional<DataSubjectCase>> open(SqlConnection transaction, Tenant tenant, NewCase asked) {
        return store.lock(transaction, tenant, asked)
                .chain(() -> store.find(transaction, tenant, asked.act()))
                .chain(found ->
                        found.isPresent() ? Uni.createFrom().item(found) : openIfRoom(transaction, tenant, asked));
    }

    private Uni<Optional<DataSubjectCase>> openIfRoom(SqlConnection transaction, Tenant tenant, NewCase asked) {
        KeyedAddress address = asked.address();
        Uni<Long> open = address == null ? Uni.createFrom().item(0L) : store.countOpen(transaction, tenant, address);
        return open.chain(count ->
                count >= OPEN_MAX ? Uni.createFrom().item(Optional.empty()) : insert(transaction, tenant, asked));
    }

    private Uni<Optional<DataSubjectCase>> insert(SqlConnection transaction, Tenant tenant, NewCase asked) {
        UUID id = UUID.randomUUID();
        Instant now = now();
        LocalDate dueOn = DueDate.of(now, tenant.zone(), tenant.settings().regimePack());
        CaseOpened opened =
                new CaseOpened(id, asked.kind().wireName(), asked.origin().source(), asked.address(), now, dueOn);
        return store.insert(transaction, tenant, id, asked, now, dueOn)
                .chain(() -> tell(transaction, tenant, opened, now))
                .chain(() -> store.get(transaction, tenant, id));
    }

    /** Those of an address, the latest first. */
    Uni<List<DataSubjectCase>> of(SqlConnection transaction, Tenant tenant, KeyedAddress address, int max) {
        return store.of(transaction, tenant, address, max);
    }

    Uni<ListPage<DataSubjectCase>> list(Tenant tenant, boolean open, PageRequest page) {
        return durable.inTransaction(tenant.id(), transaction -> store.list(transaction, tenant, open, page))
                .map(found -> ListPage.of(found, page.limit(), one -> new ListCursor(one.openedAt(), one.id())));
    }

    Uni<DataSubjectCase> get(Tenant tenant, UUID id) {
        return durable.inTransaction(tenant.id(), transaction -> store.get(transaction, tenant, id))
                .map(Cases::required);
    }

    /** Closes it, once; a repeat of the same outcome changes nothing. */
    Uni<Void> close(Tenant tenant, UUID id, CaseOutcome outcome, @Nullable String note, String by) {
        return durable.inTransaction(tenant.id(), transaction -> store.lock(transaction, tenant, id)
                .map(Cases::required)
                .chain(found -> close(transaction, tenant, found, new Closing(now(), outcome, note), by)));
    }

    private Uni<Void> close(
            SqlConnection transaction, Tenant tenant, DataSubjectCase found, Closing closing, String by) {
        Closing before = found.closing();
        if (before == null) {
            return store.close(transaction, tenant, found.id(), closing, by)
                    .chain(() -> tell(
                            transaction,
                            tenant,
                            new CaseClosed(found.id(), closing.outcome().wireName(), closing.at()),
                            closing.at()));
        }
        if (before.outcome() == closing.outcome()) {
            return Uni.createFrom().voidItem();
        }
        throw new RefusedException(
                ProblemType.INVALID,
                "The case was closed otherwise.",
                List.of(new Violation("outcome", "closed", "was closed otherwise")));
    }

    private Uni<Void> tell(SqlConnection transaction, Tenant tenant, CaseEvent event, Instant now) {
        return outbox.append(transaction, List.of(new OutgoingEvent(UUID.randomUUID(), tenant.id(), event, now, null)))
                .replaceWithVoid();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static DataSubjectCase required(Optional<DataSubjectCase> found) {
        return found.orElseThrow(() -> RefusedException.notFound("case"));
    }
}

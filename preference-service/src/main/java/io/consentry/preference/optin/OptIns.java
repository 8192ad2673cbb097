package io.consentry.preference.optin;

import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.event.PreferenceEvent.OptInGrant;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.branding.Brandings;
import io.consentry.preference.mail.MailOffer;
import io.consentry.preference.mail.MailQueue;
import io.consentry.preference.suppressed.SuppressedAddresses;
import io.consentry.preference.unsubscribe.OptOuts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks by mail, and takes the one confirmation: durable first, then, for a moment, patient until the ledger knows. */
@ApplicationScoped
class OptIns {

    private final OptInStore store;
    private final OptInMail mail;
    private final MailQueue queue;
    private final Brandings looks;
    private final SuppressedAddresses suppressed;
    private final OptOuts opened;
    private final Outbox outbox;
    private final OptInConfig config;
    private final Clock clock;

    OptIns(
            OptInStore store,
            OptInMail mail,
            MailQueue queue,
            Brandings looks,
            SuppressedAddresses suppressed,
            OptOuts opened,
            Outbox outbox,
            OptInConfig config,
            Clock clock) {
        this.store = store;
        this.mail = mail;
        this.queue = queue;
        this.looks = looks;
        this.suppressed = suppressed;
        this.opened = opened;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Mails the link, unless the address must not be asked or has had its mails of the day; then nothing is kept. */
    Uni<OptInView> start(SqlConnection transaction, Tenant tenant, AskedOptIn asked) {
        KeyedAddress address = AddressKeys.keyed(tenant.keys(), asked.address());
        return suppressed
                .forbidAsking(
                        transaction,
                        tenant.id(),
                        address,
                        Channel.EMAIL,
                        asked.content().grants().stream()
                                .map(OptInGrant::purpose)
                                .toList())
                .chain(forbidden -> forbidden
                        ? Uni.createFrom().item(OptInView.notSent("suppressed"))
                        : ask(transaction, tenant, address, asked));
    }

    private Uni<OptInView> ask(SqlConnection transaction, Tenant tenant, KeyedAddress address, AskedOptIn asked) {
        Instant now = now();
        OptIn optIn =
                new OptIn(UUID.randomUUID(), address, asked.content(), now, now.plus(config.expiresAfter()), null);
        return looks.find(transaction, tenant.id())
                .chain(look -> mail.write(tenant, asked.address(), optIn, look))
                .chain(written -> queue.offer(transaction, tenant, written))
                .chain(offer -> answer(transaction, tenant, optIn, offer));
    }

    private Uni<OptInView> answer(SqlConnection transaction, Tenant tenant, OptIn optIn, MailOffer offer) {
        return switch (offer) {
            case QUEUED ->
                store.insert(transaction, tenant, optIn).replaceWith(OptInView.sent(optIn.id(), optIn.expiresAt()));
            case ADDRESS_FULL -> Uni.createFrom().item(OptInView.notSent("limited"));
            case TENANT_FULL ->
                Uni.createFrom()
                        .failure(new RefusedException(
                                ProblemType.TOO_MANY_REQUESTS, "Too many mails in a minute; try again in the next."));
        };
    }

    /** What the link is about; empty when it leads nowhere any more. */
    Uni<Optional<OptIn>> find(Tenant tenant, UUID id) {
        return opened.inTransaction(tenant.id(), transaction -> store.find(transaction, tenant, id))
                .map(found -> found.filter(optIn -> optIn.isOpen(clock.instant())));
    }

    /** Confirms it, once: what was confirmed before stays as it was. Empty when the link leads nowhere any more. */
    Uni<Optional<OptIn>> confirm(Tenant tenant, UUID id) {
        Instant now = now();
        return opened.inTransaction(tenant.id(), transaction -> store.lock(transaction, tenant, id)
                        .map(found -> found.filter(optIn -> optIn.isOpen(now)))
                        .chain(found -> found.filter(optIn -> optIn.confirmedAt() == null)
                                .map(optIn -> confirm(transaction, tenant, optIn, now))
                                .orElseGet(() -> Uni.createFrom().item(new Confirmation(found, List.of())))))
                .call(confirmation -> opened.confirmed(confirmation.writes()))
                .map(Confirmation::optIn);
    }

    private Uni<Confirmation> confirm(SqlConnection transaction, Tenant tenant, OptIn optIn, Instant now) {
        return store.confirm(transaction, optIn.id(), now)
                .chain(() -> outbox.append(
                        transaction, List.of(new OutgoingEvent(optIn.id(), tenant.id(), optIn.event(now), now, null))))
                .map(write -> new Confirmation(Optional.of(optIn.confirmed(now)), List.of(write)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

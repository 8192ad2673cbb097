package io.consentry.preference.mail;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Takes mail in the transaction of the reason for it: there is never one without the other. */
@ApplicationScoped
public class MailQueue {

    /** How long it is remembered that an address was written to. */
    static final Duration DAY = Duration.ofDays(1);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MailTransport transport;
    private final MailConfig config;
    private final Clock clock;

    MailQueue(MailTransport transport, MailConfig config, Clock clock) {
        this.transport = transport;
        this.config = config;
        this.clock = clock;
    }

    /** Refuses to begin what needs mail when the operator has set up none. */
    public void requireWorking() {
        if (!transport.isSetUp()) {
            throw new RefusedException(
                    ProblemType.DEPENDENCY_UNAVAILABLE, "No mail is sent here; the operator must set that up first.");
        }
    }

    /** Queues the mail unless a limit is reached; the transaction is scoped to the tenant. */
    public Uni<MailOffer> offer(SqlConnection transaction, Tenant tenant, Mail mail) {
        KeyedAddress to = AddressKeys.keyed(tenant.keys(), mail.to());
        Instant now = clock.instant();
        return lock(transaction, tenant, to)
                .chain(() -> counted(transaction, tenant, to, now))
                .chain(offer -> offer == MailOffer.QUEUED
                        ? insert(transaction, tenant, to, mail, now).replaceWith(offer)
                        : Uni.createFrom().item(offer));
    }

    /** One at a time to an address, or two would each find room for the last mail of the day. */
    private static Uni<Void> lock(SqlConnection transaction, Tenant tenant, KeyedAddress to) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('mail ' || $1 || ' ' || $2, 0))")
                .execute(Tuple.of(tenant.id().value(), to.key().value()))
                .replaceWithVoid();
    }

    private Uni<MailOffer> counted(SqlConnection transaction, Tenant tenant, KeyedAddress to, Instant now) {
        return transaction
                .preparedQuery("""
                        select (select count(*) from outgoing_mail
                                 where tenant_id = $1 and address_kind = $2 and address_key = $3 and created_at > $4),
                               (select count(*) from outgoing_mail where tenant_id = $1 and created_at > $5)""")
                .execute(Tuple.of(
                        tenant.id().value(),
                        to.kind().wireName(),
                        to.key().value(),
                        utc(now.minus(DAY)),
                        utc(now.minus(MINUTE))))
                .map(rows -> offer(rows.iterator().next()));
    }

    private MailOffer offer(Row counts) {
        if (counts.getLong(1) >= config.perTenantPerMinute()) {
            return MailOffer.TENANT_FULL;
        }
        return counts.getLong(0) >= config.perAddressPerDay() ? MailOffer.ADDRESS_FULL : MailOffer.QUEUED;
    }

    private static Uni<Void> insert(SqlConnection transaction, Tenant tenant, KeyedAddress to, Mail mail, Instant now) {
        UUID id = UUID.randomUUID();
        return transaction
                .preparedQuery("""
                        insert into outgoing_mail
                               (id, tenant_id, address_kind, address_key, only_if_known, sealed, created_at, due_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $7)""")
                .execute(Tuple.from(new Object[] {
                    id,
                    tenant.id().value(),
                    to.kind().wireName(),
                    to.key().value(),
                    mail.onlyIfKnown(),
                    MailContent.of(mail).sealed(tenant.keys(), id),
                    utc(now)
                }))
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

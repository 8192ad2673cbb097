package io.consentry.preference.mail;

import io.consentry.kit.json.UnreadableJsonException;
import io.consentry.kit.leader.Leadership;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends what is queued; one instance at a time. A mail whose sending could not be noted is sent again, under the same Message-ID. A
 * server that cannot be reached costs no mail its tries: all wait until it is back, or until they are too old.
 */
@ApplicationScoped
class MailJob {

    private static final Logger LOG = Logger.getLogger(MailJob.class);
    private static final long LOCK = 0x6d61696c6f7574L;
    private static final Duration RETRY_MAX = Duration.ofHours(1);
    private static final int DOUBLINGS_MAX = 16;
    /** After a failure that is no single mail's. */
    private static final Duration REST = Duration.ofSeconds(10);

    private final Leadership leadership;
    private final Pool worker;
    private final MailStore store;
    private final TenantDirectory tenants;
    private final MailRecipients recipients;
    private final MailTransport transport;
    private final MailCounts counts;
    private final MailConfig config;
    private final Clock clock;
    private volatile Instant resumeAt = Instant.MIN;

    MailJob(
            Leadership leadership,
            @ReactiveDataSource("worker") Pool worker,
            MailStore store,
            TenantDirectory tenants,
            MailRecipients recipients,
            MailTransport transport,
            MailCounts counts,
            MailConfig config,
            Clock clock) {
        this.leadership = leadership;
        this.worker = worker;
        this.store = store;
        this.tenants = tenants;
        this.recipients = recipients;
        this.transport = transport;
        this.counts = counts;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${consentry.mail.every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    void runRegularly() {
        if (clock.instant().isBefore(resumeAt)) {
            return;
        }
        try {
            if (await(store.hasWork(worker, clock.instant()))) {
                leadership.lead(LOCK, config.storeTimeout(), this::work);
            }
        } catch (TransportFailedException e) {
            resumeAt = clock.instant().plus(REST);
            LOG.warnf("no mail leaves, will retry: %s", Scrubbed.summary(e));
        } catch (RuntimeException e) {
            LOG.errorf("the mail queue could not be worked on: %s", Scrubbed.summary(e));
        }
    }

    private void work(SqlClient session) {
        Instant now = clock.instant();
        counts.expired(await(store.endOlder(session, now.minus(config.ageMax()))));
        await(store.forget(session, now.minus(MailQueue.DAY)));
        try (OpenTransport open = transport.open()) {
            List<QueuedMail> due;
            do {
                due = await(store.due(session, now, config.batchSize()));
                due.forEach(mail -> handle(session, open, mail));
            } while (due.size() == config.batchSize());
        }
    }

    /** Whatever is wrong with one mail holds up no other. */
    private void handle(SqlClient session, OpenTransport open, QueuedMail mail) {
        try {
            send(session, open, mail);
        } catch (TransportFailedException e) {
            throw e;
        } catch (MailRefusedException | TenantUnknownException | GeneralSecurityException | UnreadableJsonException e) {
            giveUp(session, mail, e);
        } catch (RuntimeException e) {
            tryLater(session, mail, e);
        }
    }

    private void send(SqlClient session, OpenTransport open, QueuedMail mail) throws GeneralSecurityException {
        Tenant tenant = await(tenants.get(mail.tenant()));
        MailContent content =
                MailContent.open(tenant.keys(), mail.id(), mail.sealed().getBytes());
        if (await(recipients.mayGet(mail))) {
            open.send(mail, tenant, content);
            counts.sent();
        } else {
            counts.withheld();
        }
        await(store.end(session, mail.id()));
    }

    private void giveUp(SqlClient session, QueuedMail mail, Exception reason) {
        LOG.infof("mail %s is given up: %s", mail.id(), Scrubbed.summary(reason));
        counts.refused();
        await(store.end(session, mail.id()));
    }

    private void tryLater(SqlClient session, QueuedMail mail, RuntimeException reason) {
        if (mail.attempts() + 1 >= config.attemptsMax()) {
            giveUp(session, mail, reason);
            return;
        }
        counts.postponed();
        await(store.postpone(session, mail.id(), clock.instant().plus(waitAfter(mail.attempts()))));
    }

    private Duration waitAfter(int attempts) {
        Duration wait = config.retry().multipliedBy(1L << Math.min(attempts, DOUBLINGS_MAX));
        return wait.compareTo(RETRY_MAX) < 0 ? wait : RETRY_MAX;
    }

    private <T> T await(Uni<T> work) {
        return work.await().atMost(config.storeTimeout());
    }
}

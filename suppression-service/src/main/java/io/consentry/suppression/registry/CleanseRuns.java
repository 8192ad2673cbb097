package io.consentry.suppression.registry;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.OutboxPosition;
import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.RegistryEvent.RegistryCleansed;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import io.consentry.kit.leader.Leadership;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs a tenant's list against a registry's answer, in bounded batches, each in a transaction of its own. Whoever is named is blocked
 * at once. Nobody is released, and the list does not count as cleansed, before the answer was read to its end and every line of it
 * could be read: a line that could not may be the one that blocks. A run that breaks off leaves blocks behind and no more; the next
 * one finds them.
 */
@ApplicationScoped
class CleanseRuns {

    private final Leadership leadership;
    private final TenantDatabase database;
    private final RegistryStore store;
    private final Outbox outbox;
    private final RegistryConfig config;
    private final Clock clock;

    CleanseRuns(
            Leadership leadership,
            TenantDatabase database,
            RegistryStore store,
            Outbox outbox,
            RegistryConfig config,
            Clock clock) {
        this.leadership = leadership;
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** A run that is under way. */
    private record Running(Tenant tenant, OptOutRegistry registry, UUID id, Instant at) {

        TenantId tenantId() {
            return tenant.id();
        }
    }

    /** Runs on this thread; one run of a tenant and registry at a time. */
    CleanseRun run(Tenant tenant, RunRequest request, RegistrySource source) {
        List<CleanseRun> done = new ArrayList<>(1);
        boolean alone = leadership.lead(
                lockNumber(tenant.id(), request.registry()),
                config.timeout(),
                session -> done.add(runAlone(tenant, request, source, session)));
        if (!alone) {
            throw new RefusedException(
                    ProblemType.REQUEST_IN_FLIGHT, "A run against this registry is under way; wait for its end.");
        }
        return done.get(0);
    }

    private static long lockNumber(TenantId tenant, OptOutRegistry registry) {
        String name = "registry run " + tenant.value() + " " + registry.wireName();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    private CleanseRun runAlone(Tenant tenant, RunRequest request, RegistrySource source, PgConnection lock) {
        Optional<CleanseRun> earlier = earlier(tenant.id(), request);
        if (earlier.isPresent()) {
            return replay(earlier.get(), request, source);
        }
        Running run = new Running(tenant, request.registry(), UUID.randomUUID(), now());
        RunTally tally = new RunTally(tenant);
        long added = 0;
        for (List<AnswerLine> lines = next(source); !lines.isEmpty(); lines = next(source)) {
            added += block(run, tally.read(lines));
        }
        boolean complete = tally.errors() == 0;
        long released = complete ? releaseGone(run, lock) : 0;
        return finish(run, request, source.hash(), tally, added, released);
    }

    private Optional<CleanseRun> earlier(TenantId tenant, RunRequest request) {
        String key = request.key();
        return key == null
                ? Optional.empty()
                : await(
                        tenant,
                        transaction -> store.find(transaction, tenant, request.registry(), request.clientId(), key));
    }

    /** The first answer again, if it is the same request: only its hash is taken, for what it names may have changed since. */
    private CleanseRun replay(CleanseRun earlier, RunRequest request, RegistrySource source) {
        long lines = 0;
        for (List<AnswerLine> read = next(source); !read.isEmpty(); read = next(source)) {
            lines += read.size();
        }
        Long entries = request.entries();
        boolean same =
                source.hash().equals(earlier.listHash()) && (entries == null ? lines : entries) == earlier.count();
        if (!same) {
            throw new RefusedException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "Use a new key for a new request.",
                    List.of(new Violation("Idempotency-Key", "reused", "belongs to an earlier, different request")));
        }
        return earlier;
    }

    private List<AnswerLine> next(RegistrySource source) {
        try {
            return source.next(config.batchSize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long block(Running run, List<Block> blocks) {
        if (blocks.isEmpty()) {
            return 0;
        }
        return await(run.tenantId(), transaction -> store.block(
                        transaction, run.tenantId(), run.registry(), run.id(), run.at(), blocks)
                .call(added -> added.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : publish(transaction, run.tenantId(), run.at(), added))
                .map(List::size));
    }

    /** The lock is asked for before each batch: without it another run may be marking the same entries as its own. */
    private long releaseGone(Running run, PgConnection lock) {
        long released = 0;
        int batch;
        do {
            lock.query("select 1").execute().await().atMost(config.timeout());
            batch = await(run.tenantId(), transaction -> releaseBatch(transaction, run));
            released += batch;
        } while (batch == config.batchSize());
        return released;
    }

    private Uni<Integer> releaseBatch(SqlConnection transaction, Running run) {
        Instant now = now();
        return store.findGone(transaction, run.tenantId(), run.registry(), run.id(), now, config.batchSize())
                .call(gone -> gone.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : publish(transaction, run.tenantId(), now, gone)
                                .chain(token -> store.release(
                                        transaction,
                                        run.tenantId(),
                                        gone.stream()
                                                .map(SuppressionReleased::suppressionId)
                                                .toList(),
                                        now,
                                        token.text())))
                .map(List::size);
    }

    private CleanseRun finish(Running run, RunRequest request, String hash, RunTally tally, long added, long released) {
        Long entries = request.entries();
        long count = entries == null ? tally.lines() : entries;
        boolean cleansed = tally.errors() == 0;
        return await(run.tenantId(), transaction -> store.countNamed(
                        transaction, run.tenantId(), run.registry(), run.id())
                .chain(blocked -> announce(transaction, run, cleansed)
                        .map(token -> new CleanseRun(
                                run.id(),
                                run.registry(),
                                run.at(),
                                cleansed,
                                hash,
                                count,
                                blocked,
                                added,
                                released,
                                tally.errors(),
                                tally.firstErrors(),
                                Fee.of(feePerEntry(run.registry()), count),
                                token.text())))
                .call(done -> store.save(transaction, run.tenantId(), done, request.clientId(), request.key())));
    }

    private Uni<ConsistencyToken> announce(SqlConnection transaction, Running run, boolean cleansed) {
        if (!cleansed) {
            return Uni.createFrom()
                    .item(new ConsistencyToken(Topic.SUPPRESSION_EVENTS.source(), 0, OutboxPosition.START));
        }
        RegistryCleansed event = new RegistryCleansed(run.id(), run.registry(), run.at());
        return publish(transaction, run.tenantId(), now(), List.of(event));
    }

    private BigDecimal feePerEntry(OptOutRegistry registry) {
        return switch (registry) {
            case NCC -> config.nccFeePerEntry();
            case DMASA -> config.dmasaFeePerEntry();
        };
    }

    private Uni<ConsistencyToken> publish(
            SqlConnection transaction, TenantId tenant, Instant time, List<? extends DomainEvent> events) {
        List<OutgoingEvent> outgoing = new ArrayList<>(events.size());
        events.forEach(event -> outgoing.add(new OutgoingEvent(UUID.randomUUID(), tenant, event, time, null)));
        return outbox.append(transaction, outgoing);
    }

    private <T> T await(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return database.inTransaction(tenant, work).await().atMost(config.timeout());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What the tenant has to show of a registry: the certificates of its runs. */
    Uni<RegistryView> view(Tenant tenant, OptOutRegistry registry) {
        return database.inTransaction(tenant.id(), transaction -> store.latest(
                        transaction, tenant.id(), registry, RegistryView.RUNS_MAX)
                .chain(runs -> store.cleansedAt(transaction, tenant.id(), registry)
                        .map(cleansedAt -> RegistryView.of(tenant, registry, cleansedAt, runs, clock.instant()))));
    }
}

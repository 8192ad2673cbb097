package io.consentry.suppression.transfer;

import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.kit.idempotency.Idempotency;
import io.consentry.kit.idempotency.Idempotency.Slot;
import io.consentry.kit.idempotency.StoredAnswer;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.suppression.transfer.ListSource.Lines;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes a list in: it is stored, encrypted, chunk by chunk, and accepted when its last line is durable. What breaks off before that was
 * never accepted and is dropped.
 */
@ApplicationScoped
class ImportIntake {

    private static final Logger LOG = Logger.getLogger(ImportIntake.class);

    private final TenantDatabase database;
    private final ImportStore store;
    private final ChunkStore chunks;
    private final Idempotency idempotency;
    private final ImportConfig config;
    private final Clock clock;

    ImportIntake(
            TenantDatabase database,
            ImportStore store,
            ChunkStore chunks,
            Idempotency idempotency,
            ImportConfig config,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.chunks = chunks;
        this.idempotency = idempotency;
        this.config = config;
        this.clock = clock;
    }

    /** What makes two requests the same. */
    private record Fingerprint(boolean dryRun, ListDefaults defaults, String sha256) {}

    /** Reads the list to its end, on this thread. */
    StoredAnswer receive(Tenant tenant, ImportRequest request, InputStream body) throws IOException {
        MessageDigest digest = sha256();
        ListSource source = ListSource.open(
                new DigestInputStream(body, digest),
                request.ndjson(),
                tenant.settings().defaultPhoneRegion());
        NewImport created = new NewImport(
                UUID.randomUUID(),
                request.dryRun(),
                source.format().columns(),
                source.format().separator(),
                request.defaults(),
                request.clientId(),
                now());
        await(tenant.id(), transaction -> store.create(transaction, tenant.id(), created));
        try {
            long rows = storeChunks(tenant, created.id(), source);
            String hash = HexFormat.of().formatHex(digest.digest());
            return accept(tenant, request, created.id(), rows, hash);
        } finally {
            discard(tenant.id(), created.id());
        }
    }

    /** Nothing when it was accepted. What cannot be deleted now the worker deletes later. */
    private void discard(TenantId tenant, UUID id) {
        try {
            await(tenant, transaction -> store.discard(transaction, tenant, id));
        } catch (RuntimeException failure) {
            LOG.warnf("import %s could not be dropped yet: %s", id, Scrubbed.summary(failure));
        }
    }

    private long storeChunks(Tenant tenant, UUID id, ListSource source) throws IOException {
        long rows = 0;
        int number = 0;
        for (Lines lines = source.fill(config.chunkLines());
                !lines.texts().isEmpty();
                lines = source.fill(config.chunkLines())) {
            Chunk chunk = Chunk.seal(tenant.keys(), id, number++, lines.firstNumber(), lines.texts());
            boolean alive = await(tenant.id(), transaction -> chunks.add(transaction, tenant.id(), id, chunk, now()));
            requireAlive(alive);
            rows += lines.texts().stream().filter(text -> !text.isBlank()).count();
        }
        return rows;
    }

    private StoredAnswer accept(Tenant tenant, ImportRequest request, UUID id, long rows, String hash) {
        Slot slot = new Slot(request.clientId(), "POST /v1/suppressions/import");
        Fingerprint fingerprint = new Fingerprint(request.dryRun(), request.defaults(), hash);
        return await(
                tenant.id(),
                transaction -> idempotency.once(
                        transaction,
                        tenant,
                        slot,
                        request.key(),
                        fingerprint,
                        () -> accept(transaction, tenant.id(), id, rows)));
    }

    private Uni<StoredAnswer> accept(SqlConnection transaction, TenantId tenant, UUID id, long rows) {
        return store.accept(transaction, tenant, id, rows, now())
                .invoke(ImportIntake::requireAlive)
                .chain(() -> store.find(transaction, tenant, id))
                .map(job -> new StoredAnswer(202, EventJson.write(ImportView.of(job.orElseThrow()))));
    }

    private static void requireAlive(boolean alive) {
        if (!alive) {
            throw new RefusedException(
                    ProblemType.DEPENDENCY_UNAVAILABLE,
                    "The list took too long to come and was dropped; send it again.");
        }
    }

    private <T> T await(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return database.inTransaction(tenant, work).await().atMost(config.timeout());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}

package io.consentry.consent.imports;

import io.consentry.consent.imports.CsvRows.Header;
import io.consentry.contract.ProblemType;
import io.consentry.kit.lines.LineReader;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Takes a list in: reads it as it comes, and stores it encrypted, chunk by chunk. It is accepted when all of it is here. */
@ApplicationScoped
class ImportIntake {

    private static final Logger LOG = Logger.getLogger(ImportIntake.class);

    private final TenantDatabase database;
    private final ImportStore store;
    private final ImportConfig config;
    private final Clock clock;

    ImportIntake(TenantDatabase database, ImportStore store, ImportConfig config, Clock clock) {
        this.database = database;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /** Blocks the thread while the list is being sent; the id of the import, which is accepted. */
    UUID take(Tenant tenant, TermsRequest terms, boolean csv, boolean dryRun, String clientId, InputStream body)
            throws IOException {
        LineReader reader = new LineReader(body);
        UUID id = UUID.randomUUID();
        List<String> lines = new ArrayList<>(reader.next(config.chunkRows()));
        Header header = csv ? CsvRows.header(first(lines), terms.mappedColumns()) : Header.NONE;
        await(
                tenant,
                transaction -> store.create(transaction, tenant, id, dryRun, terms, header, clientId, clock.instant()));
        try {
            receive(tenant, id, reader, lines, csv ? 2 : 1);
            return id;
        } catch (RuntimeException | IOException e) {
            drop(tenant, id);
            throw e;
        }
    }

    private static String first(List<String> lines) {
        if (lines.isEmpty()) {
            throw empty();
        }
        return lines.remove(0);
    }

    private void receive(Tenant tenant, UUID id, LineReader reader, List<String> begun, long firstLine)
            throws IOException {
        List<String> lines = begun;
        long number = firstLine;
        long characters = 0;
        long rows = 0;
        int chunks = 0;
        while (fill(lines, reader)) {
            for (String line : lines) {
                rows += line.isBlank() ? 0 : 1;
                characters += line.length();
            }
            requireBounded(number + lines.size(), characters);
            add(tenant, id, chunks++, new ImportChunk(number, lines));
            number += lines.size();
            lines = new ArrayList<>();
        }
        if (rows == 0) {
            throw empty();
        }
        int chunksAll = chunks;
        long rowsAll = rows;
        await(tenant, transaction -> store.accept(transaction, tenant.id(), id, chunksAll, rowsAll, clock.instant()));
    }

    /** Waits for the rest of a chunk; whether there is any. */
    private boolean fill(List<String> lines, LineReader reader) throws IOException {
        while (lines.size() < config.chunkRows()) {
            List<String> more = reader.next(config.chunkRows() - lines.size());
            if (more.isEmpty()) {
                break;
            }
            lines.addAll(more);
        }
        return !lines.isEmpty();
    }

    private void add(Tenant tenant, UUID id, int number, ImportChunk chunk) {
        Instant now = clock.instant();
        await(tenant, transaction -> store.addChunk(transaction, tenant, id, number, chunk, now));
    }

    private void requireBounded(long lines, long characters) {
        if (lines > config.linesMax() || characters > config.charactersMax()) {
            throw new RefusedException(
                    ProblemType.TOO_LARGE,
                    "A list may have at most " + config.linesMax() + " lines and " + config.charactersMax()
                            + " characters; split it.");
        }
    }

    private static RefusedException empty() {
        return new RefusedException(
                ProblemType.INVALID,
                "There is nothing in the list.",
                List.of(new Violation("", "empty", "needs at least one row")));
    }

    /** What stays after a failure of this is dropped by the worker later. */
    private void drop(Tenant tenant, UUID id) {
        try {
            await(tenant, transaction -> store.drop(transaction, tenant.id(), id));
        } catch (RuntimeException e) {
            LOG.warnf("what was received of import %s is dropped later", id);
        }
    }

    private void await(Tenant tenant, Function<SqlConnection, Uni<Void>> work) {
        database.inTransaction(tenant.id(), work).await().atMost(config.timeout());
    }
}

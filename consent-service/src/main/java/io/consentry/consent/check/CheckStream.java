package io.consentry.consent.check;

import io.consentry.consent.check.CheckAnswer.Result;
import io.consentry.consent.check.StreamFormat.BadLineException;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.contract.ProblemType;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.kit.lines.LineReader;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDirectory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers checks line by line while they are being read (capability K4). Memory is constant whatever the length: a chunk is being read
 * while the one before it is being decided, and no more. A client that does not read its answers is not read from. All lines of a chunk
 * are decided at one position, by the same policy as a single check.
 */
@ApplicationScoped
class CheckStream {

    private static final Logger LOG = Logger.getLogger(CheckStream.class);
    private static final int LINES_MAX = 1_000;

    /** A database that takes longer is away. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final TenantDirectory tenants;
    private final PurposeCatalogue purposes;
    private final CheckRequestParser parser;
    private final Checker checker;

    CheckStream(TenantDirectory tenants, PurposeCatalogue purposes, CheckRequestParser parser, Checker checker) {
        this.tenants = tenants;
        this.purposes = purposes;
        this.parser = parser;
        this.checker = checker;
    }

    /** A line that has been read: what it asks, or why it asks nothing. */
    private record Line(
            @Nullable String ref, boolean asks, Optional<AskedCheck> question, List<Violation> violations) {}

    /** Lines, and the results of those that ask something, in their order. */
    private record Chunk(List<Line> lines, CompletableFuture<List<Result>> results) {}

    /** Reads to the end, on this thread; fails when the client is gone. */
    void answer(
            TenantId tenant,
            StreamFormat format,
            StreamDefaults defaults,
            Consistency consistency,
            InputStream in,
            OutputStream out)
            throws IOException {
        LineReader lines = new LineReader(in);
        writeLine(out, format.opening());
        Chunk before = null;
        for (List<String> texts = lines.next(LINES_MAX); !texts.isEmpty(); texts = lines.next(LINES_MAX)) {
            Chunk chunk = decide(tenant, format, defaults, consistency, texts);
            if (before != null) {
                write(before, format, out);
            }
            boolean more = lines.isNextThere();
            before = more ? chunk : null;
            if (!more) {
                write(chunk, format, out);
                out.flush();
            }
        }
        if (before != null) {
            write(before, format, out);
        }
        out.flush();
    }

    private Chunk decide(
            TenantId tenantId,
            StreamFormat format,
            StreamDefaults defaults,
            Consistency consistency,
            List<String> texts) {
        Tenant tenant;
        Map<PurposeKey, Purpose> catalogue;
        try {
            tenant = tenants.get(tenantId).await().atMost(ANSWER_MAX);
            catalogue = purposes.of(tenantId).await().atMost(ANSWER_MAX);
        } catch (RuntimeException e) {
            return undecided(format, texts, e);
        }
        List<Line> lines = new ArrayList<>(texts.size());
        texts.forEach(text -> line(text, format, defaults, tenant, catalogue).ifPresent(lines::add));
        List<AskedCheck> questions =
                lines.stream().flatMap(line -> line.question().stream()).toList();
        Uni<List<Result>> results = questions.isEmpty()
                ? Uni.createFrom().item(List.of())
                : checker.check(tenant, questions, consistency).map(CheckAnswer::results);
        return new Chunk(lines, results.subscribeAsCompletionStage());
    }

    /** Lines that cannot even be asked about: each is denied, and the stream goes on. */
    private static Chunk undecided(StreamFormat format, List<String> texts, RuntimeException failure) {
        List<Line> lines = new ArrayList<>(texts.size());
        for (String text : texts) {
            try {
                StreamedCheck check = format.read(text);
                if (check != null) {
                    lines.add(new Line(check.ref(), true, Optional.empty(), List.of()));
                }
            } catch (BadLineException e) {
                lines.add(bad(e.violation()));
            }
        }
        return new Chunk(lines, CompletableFuture.failedFuture(failure));
    }

    private Optional<Line> line(
            String text,
            StreamFormat format,
            StreamDefaults defaults,
            Tenant tenant,
            Map<PurposeKey, Purpose> catalogue) {
        Violations violations = new Violations();
        if (text.equals(LineReader.TOO_LONG)) {
            return Optional.of(bad(new Violation("", "too-long", "the line is too long")));
        }
        try {
            StreamedCheck check = format.read(text);
            if (check == null) {
                return Optional.empty();
            }
            violations.requireAtMost("ref", check.ref(), StreamedCheck.REF_LENGTH_MAX);
            String ref = violations.isEmpty() ? check.ref() : null;
            Optional<AskedCheck> question = parser.question(check.with(defaults), "", tenant, catalogue, violations);
            return Optional.of(
                    violations.isEmpty()
                            ? new Line(ref, true, question, List.of())
                            : new Line(ref, false, Optional.empty(), violations.found()));
        } catch (BadLineException e) {
            return Optional.of(bad(e.violation()));
        }
    }

    private static Line bad(Violation violation) {
        return new Line(null, false, Optional.empty(), List.of(violation));
    }

    private static void write(Chunk chunk, StreamFormat format, OutputStream out) throws IOException {
        List<Result> results = List.of();
        String failure = "";
        try {
            results = chunk.results().join();
        } catch (CompletionException e) {
            failure = code(e.getCause() == null ? e : e.getCause());
        }
        int next = 0;
        for (Line line : chunk.lines()) {
            if (!line.asks()) {
                writeLine(out, format.write(line.ref(), ProblemType.INVALID.code(), line.violations()));
            } else if (failure.isEmpty()) {
                writeLine(out, format.write(line.ref(), results.get(next++)));
            } else {
                writeLine(out, format.write(line.ref(), failure, List.of()));
            }
        }
    }

    /** What cannot be decided is denied, line by line; the stream goes on, since it may heal. */
    private static String code(Throwable failure) {
        if (failure instanceof RefusedException refusal) {
            return refusal.type().code();
        }
        LOG.warnf("a chunk could not be decided: %s", Scrubbed.summary(failure));
        return ProblemType.DEPENDENCY_UNAVAILABLE.code();
    }

    private static void writeLine(OutputStream out, String text) throws IOException {
        if (!text.isEmpty()) {
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}

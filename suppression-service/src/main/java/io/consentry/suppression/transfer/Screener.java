package io.consentry.suppression.transfer;

import io.consentry.contract.AddressKey;
import io.consentry.kit.address.ForeignHash;
import io.consentry.kit.lines.LineReader;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.suppression.entry.Scope;
import io.consentry.suppression.transfer.ListSource.Lines;
import io.consentry.suppression.transfer.Screening.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each line of a foreign list whether an address of it is suppressed, while the list is being read; stores nothing. Every entry
 * that stands counts, also a minimised one: nothing is known here of a consent that came after. A hash of others' can only show that an
 * address is suppressed, never that it is clear: the list's own addresses are kept under another one.
 */
@ApplicationScoped
class Screener {

    private static final int LINES_MAX = 1_000;

    /** A database that takes longer is away; the answer breaks off. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final TenantDatabase database;
    private final ScreenStore store;

    Screener(TenantDatabase database, ScreenStore store) {
        this.database = database;
        this.store = store;
    }

    /** What is asked, beside the list. */
    record Question(Tenant tenant, Scope scope, @Nullable String defaultKind) {}

    /** A line and all keys that entries on its addresses can have, or what is wrong with it. */
    private record Asked(long line, @Nullable String ref, Set<String> keys, List<String> errors) {}

    /** Reads to the end, on this thread; fails when the client is gone. */
    void screen(Question question, ListSource source, Function<Screening, String> writer, OutputStream out)
            throws IOException {
        for (Lines lines = source.next(LINES_MAX); !lines.texts().isEmpty(); lines = source.next(LINES_MAX)) {
            StringBuilder answers = new StringBuilder();
            answer(question, source.format(), lines).forEach(answer -> answers.append(writer.apply(answer)));
            out.write(answers.toString().getBytes(StandardCharsets.UTF_8));
            if (!source.isNextThere()) {
                out.flush();
            }
        }
        out.flush();
    }

    private List<Screening> answer(Question question, ListFormat format, Lines lines) {
        List<Asked> asked = new ArrayList<>(lines.texts().size());
        for (int i = 0; i < lines.texts().size(); i++) {
            read(question, format, lines.firstNumber() + i, lines.texts().get(i))
                    .ifPresent(asked::add);
        }
        Set<String> keys = asked.stream().flatMap(one -> one.keys().stream()).collect(Collectors.toSet());
        Map<String, Set<String>> reasons = keys.isEmpty()
                ? Map.of()
                : database.inTransaction(
                                question.tenant().id(),
                                transaction -> store.reasons(
                                        transaction, question.tenant().id(), keys, question.scope()))
                        .await()
                        .atMost(ANSWER_MAX);
        return asked.stream().map(one -> answer(one, reasons)).toList();
    }

    /** An address that is suppressed says more than another one that cannot be read. */
    private static Screening answer(Asked asked, Map<String, Set<String>> reasons) {
        Set<String> found = new TreeSet<>();
        asked.keys().forEach(key -> found.addAll(reasons.getOrDefault(key, Set.of())));
        if (!found.isEmpty()) {
            return new Screening(asked.line(), asked.ref(), Outcome.SUPPRESSED, List.copyOf(found));
        }
        Outcome outcome = asked.errors().isEmpty() ? Outcome.CLEAR : Outcome.INVALID;
        return new Screening(asked.line(), asked.ref(), outcome, asked.errors());
    }

    private static Optional<Asked> read(Question question, ListFormat format, long number, String text) {
        if (text.equals(LineReader.TOO_LONG)) {
            return Optional.of(new Asked(number, null, Set.of(), List.of("too-long")));
        }
        try {
            return format.read(number, text).map(line -> read(question, line));
        } catch (BadLineException e) {
            return Optional.of(
                    new Asked(number, null, Set.of(), List.of(e.violation().code())));
        }
    }

    private static Asked read(Question question, ListLine line) {
        Violations violations = new Violations();
        Set<String> keys = new TreeSet<>();
        for (Listed listed : Listed.of(line, question.defaultKind(), question.tenant(), violations)) {
            keys.add(listed.keyed().key().value());
            if (listed.foreignHash() != null) {
                violations.add(
                        listed.foreignHash().wireName(), "not-comparable", "names no address of the list for sure");
            }
            if (listed.plain() != null) {
                ForeignHash.aliases(question.tenant().keys(), listed.plain()).stream()
                        .map(AddressKey::value)
                        .forEach(keys::add);
            }
        }
        List<String> codes =
                violations.found().stream().map(Violation::code).distinct().toList();
        return new Asked(line.number(), line.ref(), keys, codes);
    }
}

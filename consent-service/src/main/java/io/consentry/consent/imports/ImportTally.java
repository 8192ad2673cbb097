package io.consentry.consent.imports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.consentry.consent.ledger.ImportOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of the rows so far, by {@link ImportOutcome}. Immutable. */
final class ImportTally {

    private static final int LINES_MAX = 5;

    private final Map<String, OutcomeCount> byOutcome;

    /** @param lines the first ones, by their numbers */
    record OutcomeCount(long count, List<Long> lines) {

        private static final OutcomeCount NONE = new OutcomeCount(0, List.of());

        OutcomeCount {
            lines = List.copyOf(lines);
        }

        private OutcomeCount with(long line) {
            if (lines.size() == LINES_MAX) {
                return new OutcomeCount(count + 1, lines);
            }
            List<Long> more = new ArrayList<>(lines);
            more.add(line);
            return new OutcomeCount(count + 1, more);
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    ImportTally(Map<String, OutcomeCount> byOutcome) {
        this.byOutcome = new LinkedHashMap<>(byOutcome);
    }

    @JsonValue
    Map<String, OutcomeCount> byOutcome() {
        return new LinkedHashMap<>(byOutcome);
    }

    ImportTally with(ImportOutcome outcome, long line) {
        Map<String, OutcomeCount> next = new LinkedHashMap<>(byOutcome);
        next.put(
                outcome.wireName(),
                next.getOrDefault(outcome.wireName(), OutcomeCount.NONE).with(line));
        return new ImportTally(next);
    }
}

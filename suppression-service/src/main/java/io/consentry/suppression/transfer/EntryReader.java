package io.consentry.suppression.transfer;

import io.consentry.contract.SuppressionReason;
import io.consentry.kit.address.Address;
import io.consentry.kit.lines.LineReader;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.entry.EntryCipher;
import io.consentry.suppression.entry.EntryCipher.Part;
import io.consentry.suppression.entry.PersonalPart;
import io.consentry.suppression.entry.Scope;
import io.consentry.suppression.hold.Hold;
import io.consentry.suppression.transfer.NewEntry.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the lines of one import as the entries that they ask for. */
final class EntryReader {

    private static final int NOTE_LENGTH_MAX = 2_000;

    private final Tenant tenant;
    private final ListFormat format;
    private final ListDefaults defaults;
    private final Instant acceptedAt;
    private final Hold hold;

    /** @param acceptedAt when the list came: the date of acts that have none in it */
    EntryReader(Tenant tenant, ListFormat format, ListDefaults defaults, Instant acceptedAt) {
        this.tenant = tenant;
        this.format = format;
        this.defaults = defaults;
        this.acceptedAt = acceptedAt;
        this.hold = Hold.of(tenant);
    }

    /**
     * What some lines ask for.
     *
     * @param entries no two with the same claim
     * @param repeated how many more entries were asked for again
     * @param refused lines with an error; what else they name is asked for
     */
    record Asked(List<NewEntry> entries, int lines, int repeated, int refused, List<LineError> errors) {}

    /** Reads lines that stand one after the other in the file. */
    Asked read(long firstNumber, List<String> texts, Instant now) {
        Map<Claim, NewEntry> entries = new LinkedHashMap<>();
        List<LineError> errors = new ArrayList<>();
        int lines = 0;
        int asked = 0;
        int refused = 0;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.isBlank()) {
                continue;
            }
            lines++;
            Violations violations = new Violations();
            List<NewEntry> ofLine = entries(firstNumber + i, text, now, violations);
            asked += ofLine.size();
            ofLine.forEach(entry -> entries.merge(entry.claim(), entry, EntryReader::later));
            refused += violations.isEmpty() ? 0 : 1;
            for (Violation violation : violations.found()) {
                errors.add(LineError.of(firstNumber + i, violation));
            }
        }
        return new Asked(List.copyOf(entries.values()), lines, asked - entries.size(), refused, errors);
    }

    /** Of two lines with the same claim the one that holds longer. */
    private static NewEntry later(NewEntry one, NewEntry other) {
        return other.dated() && (!one.dated() || other.since().isAfter(one.since())) ? other : one;
    }

    private List<NewEntry> entries(long number, String text, Instant now, Violations violations) {
        if (text.equals(LineReader.TOO_LONG)) {
            violations.add("", "too-long", "is too long");
            return List.of();
        }
        try {
            return format.read(number, text)
                    .map(line -> entries(line, now, violations))
                    .orElse(List.of());
        } catch (BadLineException e) {
            Violation violation = e.violation();
            violations.add(violation.path(), violation.code(), violation.message());
            return List.of();
        }
    }

    private List<NewEntry> entries(ListLine line, Instant now, Violations violations) {
        SuppressionReason reason = reason(line, violations);
        Instant since =
                violations.read("date", line.date(), text -> ActDate.read(text, tenant.zone(), acceptedAt), false);
        checkNote(line.note(), reason, violations);
        if (reason == null || !violations.isEmpty()) {
            return List.of();
        }
        List<NewEntry> entries = new ArrayList<>();
        for (Listed listed : Listed.of(line, defaults.kind(), tenant, violations)) {
            Violations ofScope = new Violations();
            Scope scope = scope(line, listed, ofScope);
            ofScope.found().forEach(found -> violations.add(found.path(), found.code(), found.message()));
            if (ofScope.isEmpty()) {
                entries.add(entry(TimeOrderedId.at(now), line, listed, scope, reason, since));
            }
        }
        return entries;
    }

    private @Nullable SuppressionReason reason(ListLine line, Violations violations) {
        String text = line.reason() == null ? defaults.reason() : line.reason().strip();
        SuppressionReason reason = violations.read("reason", text, SuppressionReason::of, true);
        if (reason != null) {
            ListDefaults.requireImportable(reason, violations);
        }
        return reason;
    }

    private Scope scope(ListLine line, Listed listed, Violations violations) {
        return Scope.read(
                "",
                line.channel() == null ? defaults.channel() : line.channel().strip(),
                line.purpose() == null ? defaults.purpose() : line.purpose().strip(),
                listed.keyed().kind(),
                violations);
    }

    private static void checkNote(@Nullable String note, @Nullable SuppressionReason reason, Violations violations) {
        violations.requireAtMost("note", note, NOTE_LENGTH_MAX);
        if (note != null && reason == SuppressionReason.ERASED) {
            violations.add("note", "not-kept", "of an erased person nothing is kept but the keyed hash");
        }
    }

    private NewEntry entry(
            UUID id, ListLine line, Listed listed, Scope scope, SuppressionReason reason, @Nullable Instant date) {
        Instant since = date == null ? acceptedAt : date;
        return new NewEntry(
                id,
                listed.keyed(),
                scope,
                reason,
                since,
                date != null,
                reason.hasHold() ? hold.until(since) : null,
                personal(id, line.note(), listed.plain(), reason),
                listed.foreignHash());
    }

    private PersonalPart personal(UUID id, @Nullable String note, @Nullable Address plain, SuppressionReason reason) {
        if (reason == SuppressionReason.ERASED) {
            return PersonalPart.NONE;
        }
        EntryCipher cipher = new EntryCipher(tenant.keys(), id);
        return new PersonalPart(
                plain == null ? null : cipher.encrypt(Part.ADDRESS, plain.raw()),
                plain == null ? null : plain.masked(),
                note == null ? null : cipher.encrypt(Part.NOTE, note));
    }
}

package io.consentry.suppression.registry;

import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.registry.AnswerLine.Blocked;
import io.consentry.suppression.registry.AnswerLine.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the lines of one answer for a tenant, and counts. */
final class RunTally {

    private static final int LINE_ERRORS_MAX = 100;

    private final Tenant tenant;
    private final List<LineError> firstErrors = new ArrayList<>();
    private long lines;
    private long errors;

    RunTally(Tenant tenant) {
        this.tenant = tenant;
    }

    /** Whom these lines block, each once. A line with an identifier that cannot be read is an error and blocks by its others. */
    List<Block> read(List<AnswerLine> answer) {
        Set<Block> blocks = new LinkedHashSet<>();
        for (AnswerLine line : answer) {
            lines++;
            if (line instanceof Blocked blocked) {
                read(blocked, blocks);
            } else if (line instanceof Unreadable unreadable) {
                note(line.number(), List.of(unreadable.violation()));
            }
        }
        return List.copyOf(blocks);
    }

    /** Without a scope, or with one that is not known, the block is taken to be the widest (rule A-14). */
    private void read(Blocked blocked, Set<Block> blocks) {
        Violations violations = new Violations();
        BlockScope scope = violations.read("scope", blocked.scope(), BlockScope::of, false);
        List<Address> addresses =
                blocked.identifiers().all("line", tenant.settings().defaultPhoneRegion(), violations);
        for (Address address : addresses) {
            blocks.add(new Block(AddressKeys.keyed(tenant.keys(), address), scope == null ? BlockScope.ALL : scope));
        }
        note(blocked.number(), violations.found());
    }

    private void note(long line, List<Violation> violations) {
        if (violations.isEmpty()) {
            return;
        }
        errors++;
        if (firstErrors.size() < LINE_ERRORS_MAX) {
            firstErrors.add(LineError.of(line, violations.get(0)));
        }
    }

    long lines() {
        return lines;
    }

    long errors() {
        return errors;
    }

    List<LineError> firstErrors() {
        return List.copyOf(firstErrors);
    }
}

package io.consentry.consent.lint;

import java.util.List;

/**
 * The body of a lint's answer.
 *
 * @param ok whether no finding is an error
 */
record LintAnswer(boolean ok, List<Finding> findings) {

    static LintAnswer of(List<Finding> findings) {
        boolean ok = findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
        return new LintAnswer(ok, List.copyOf(findings));
    }
}

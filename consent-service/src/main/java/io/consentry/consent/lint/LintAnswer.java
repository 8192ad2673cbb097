package io.consentry.consent.lint;

import io.consentry.contract.Channel;
import io.consentry.kit.crypto.TenantKeys;
import java.util.List;

/**
 * The body of a lint's answer.
 *
 * @param ok whether no finding is an error
 * @param contentProof for the checks of this message, which deny when it is not ok (gate 13)
 */
record LintAnswer(boolean ok, List<Finding> findings, String contentProof) {

    static LintAnswer of(List<Finding> findings, Channel channel, TenantKeys keys) {
        boolean ok = passes(findings);
        return new LintAnswer(ok, List.copyOf(findings), ContentProofs.of(keys, channel, ok));
    }

    static boolean passes(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}

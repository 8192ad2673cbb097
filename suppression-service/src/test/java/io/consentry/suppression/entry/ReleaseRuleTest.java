package io.consentry.suppression.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.SuppressionReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ReleaseRuleTest {

    @ParameterizedTest
    @EnumSource(names = {"MANUAL", "WRONG_PERSON", "HARD_BOUNCE", "SOFT_BOUNCE"})
    void letsATenantLift(SuppressionReason reason) {
        assertThat(ReleaseRule.refusal(reason)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"MANUAL", "WRONG_PERSON", "HARD_BOUNCE", "SOFT_BOUNCE"},
            mode = Mode.EXCLUDE)
    void namesTheRuleThatForbids(SuppressionReason reason) {
        assertThat(ReleaseRule.refusal(reason))
                .hasValueSatisfying(rule -> assertThat(rule).startsWith("S3: "));
    }
}

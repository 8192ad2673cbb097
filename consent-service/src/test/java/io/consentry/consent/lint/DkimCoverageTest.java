package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule C-02: one signature names both one-click headers. */
class DkimCoverageTest {

    private static final String NEITHER = "v=1; a=rsa-sha256; d=relay.example; s=k; h=from:to; bh=AA=; b=BB=";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=1; h=from:list-unsubscribe:list-unsubscribe-post; b=BB=",
                "v=1;h=LIST-UNSUBSCRIBE-POST:List-Unsubscribe;b=BB=",
                "v=1; h = from : list-unsubscribe : list-unsubscribe-post ; b=BB=",
                "v=1; h=From:To:\r\n List-Unsubscribe:\r\n\tList-Unsubscribe-Post;\r\n b=BB=",
                "v=1; h=From\r\n :List-Unsubscribe\n :List-Unsubscribe-Post; b=BB=",
                "v=1; b=h=x; bh=AA==; h=list-unsubscribe:list-unsubscribe-post",
                "v=1; h=from:from:list-unsubscribe:list-unsubscribe-post:list-unsubscribe;",
            })
    void bothNamesInAnyForm(String signature) {
        assertThat(codes(signature)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                NEITHER,
                "v=1; h=from:list-unsubscribe; b=BB=",
                "v=1; h=from:list-unsubscribe-post; b=BB=",
                "v=1; h=from:x-list-unsubscribe:list-unsubscribe-post; b=BB=",
                "v=1; h=from:list-unsub\r\n scribe:list-unsubscribe-post; b=BB=",
                "v=1; h=from:list-unsubscribe list-unsubscribe-post; b=BB=",
                "v=1; H=list-unsubscribe:list-unsubscribe-post; b=BB=",
                "v=1; bh=list-unsubscribe:list-unsubscribe-post; b=BB=",
                "v=1; h=from; h=list-unsubscribe:list-unsubscribe-post; b=BB=",
                "h",
            })
    void anythingElseDoesNotCover(String signature) {
        assertThat(codes(signature)).containsExactly(FindingCode.DKIM_COVERAGE_MISSING);
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        assertThat(codes(NEITHER, Messages.DKIM.value(), NEITHER)).isEmpty();
    }

    @Test
    void twoSignaturesDoNotCoverTogether() {
        assertThat(codes("v=1; h=list-unsubscribe", "v=1; h=list-unsubscribe-post"))
                .containsExactly(FindingCode.DKIM_COVERAGE_MISSING);
    }

    @Test
    void beforeSigningItIsAdvice() {
        assertThat(DkimCoverage.check(List.of()))
                .containsExactly(Finding.advice(FindingCode.DKIM_SIGNATURE_MISSING, "DKIM-Signature"));
    }

    private static List<FindingCode> codes(String... signatures) {
        return Messages.codes(DkimCoverage.check(Messages.headersWith("dkim-signature", signatures)));
    }
}

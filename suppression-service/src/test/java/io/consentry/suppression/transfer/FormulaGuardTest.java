package io.consentry.suppression.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+27821234567", "-5", "@SUM(A1)", "\tx", "\rx"})
    void whatBeginsAsAFormulaIsGuardedAndReadBack(String cell) {
        assertThat(FormulaGuard.add(cell)).isEqualTo("'" + cell);
        assertThat(FormulaGuard.remove("'" + cell)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "thandi@example.org", "a=b", "'quoted", "o'neil@example.org"})
    void anythingElseStaysAsItIs(String cell) {
        assertThat(FormulaGuard.add(cell)).isEqualTo(cell);
        assertThat(FormulaGuard.remove(cell)).isEqualTo(cell);
    }

    @Test
    void aRecordIsQuotedWhereItMustBe() {
        assertThat(CsvRecord.of("a,b", null, "=x")).isEqualTo("\"a,b\",,'=x\n");
    }
}

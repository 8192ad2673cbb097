package io.consentry.kit.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLineTest {

    private static final Set<String> KNOWN = Set.of("email", "phone", "note");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email,phone         | COMMA",
                "email;phone         | SEMICOLON",
                "\"email\";\"a,b\"   | SEMICOLON",
                "email;x,y,z;phone   | SEMICOLON",
                "email,x;y;z         | COMMA",
                "email               | COMMA",
                "name;surname        | COMMA",
                "\"email;phone\",note| COMMA"
            })
    void theSeparatorIsTheOneByWhichTheHeaderHasMostKnownNames(String header, CsvSeparator separator) {
        assertThat(CsvSeparator.ofHeader(header, KNOWN::contains)).isEqualTo(separator);
    }

    @Test
    void aTabSeparatesToo() {
        assertThat(CsvSeparator.ofHeader("email\tphone", KNOWN::contains)).isEqualTo(CsvSeparator.TAB);
        assertThat(CsvLine.fields("a,b\tc;d\t\"e\tf\"", CsvSeparator.TAB).orElseThrow())
                .containsExactly("a,b", "c;d", "e\tf");
    }

    @Test
    void quotedSeparatorsAndQuotesBelongToTheField() {
        assertThat(CsvLine.fields("\"a;b\";\"c\"\"d\";", CsvSeparator.SEMICOLON).orElseThrow())
                .containsExactly("a;b", "c\"d", "");
    }
}

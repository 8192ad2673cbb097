package io.consentry.suppression.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.consentry.kit.problem.RefusedException;
import io.consentry.suppression.transfer.CsvList.Opened;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvListTest {

    @Test
    void theHeaderNamesTheColumnsInAnyCaseAndOthersArePassedOver() {
        // When
        Opened opened = CsvList.open("E-Mail,EMAIL, Since ,WhatsAppUserId", "ZA");

        // Then
        assertThat(opened.hasHeader()).isTrue();
        assertThat(opened.list().columns()).isEqualTo(List.of("", "email", "date", "whatsappUserId"));
    }

    @ParameterizedTest
    @CsvSource({
        "thandi@example.org, email",
        "082 123 4567, phone",
        "+27821234567, phone",
        "5d41402abc4b2a76b9719d911017c592, md5",
        "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824, sha256"
    })
    void aLoneAddressIsAListWithoutAHeader(String line, String column) {
        Opened opened = CsvList.open(line, "ZA");

        assertThat(opened.hasHeader()).isFalse();
        assertThat(opened.list().columns()).isEqualTo(List.of(column));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name,surname", "Thandi", "thandi@example.org,x", "email,Email"})
    void anythingElseIsNoList(String line) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> CsvList.open(line, "ZA"))
                .satisfies(refused -> assertThat(refused.violations())
                        .singleElement()
                        .satisfies(violation -> {
                            assertThat(violation.path()).isEqualTo("header");
                            assertThat(violation.message()).doesNotContain("Thandi");
                        }));
    }

    @Test
    void cellsAreReadWithoutTheApostropheOfAnExport() {
        CsvList list = CsvList.open("phone,note,ref", "ZA").list();

        assertThat(list.read(2, "'+27821234567,\"a, \"\"b\"\"\",").orElseThrow())
                .satisfies(line -> {
                    assertThat(line.identifiers().phone()).isEqualTo("+27821234567");
                    assertThat(line.note()).isEqualTo("a, \"b\"");
                    assertThat(line.ref()).isNull();
                    assertThat(line).hasToString("ListLine[2]");
                });
    }
}

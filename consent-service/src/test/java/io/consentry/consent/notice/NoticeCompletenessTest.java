package io.consentry.consent.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What notices lack: five that were published, and what they lack was read off them by eye. */
class NoticeCompletenessTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            000_300c631d7f4b68de | Tech Knowledge Open Systems (Pty) Ltd | no-voluntary no-consequences no-recipients \
            no-automated-decisions no-regulator-contact no-breach
            001_e73e4c827fab46dc | SolutionSphere (Pty) Ltd | no-address no-consequences no-automated-decisions \
            consent-by-use acceptance-by-use privacy-shield
            002_c4ebdbd82fefe60e | Electronic Communications Network (Pty) Ltd | no-contact no-officer no-legal-basis no-voluntary \
            no-consequences no-withdrawal no-regulator-contact no-complaint-authority no-children
            003_eba1ea28cc2b9d6d | SmartOps | no-address no-officer no-voluntary no-consequences no-restriction \
            no-automated-decisions no-complaint-regulator no-regulator-contact no-complaint-authority no-unsubscribe \
            no-breach no-children
            004_73304c2a5e782b00 | Kanj Technologies | no-source no-address no-contact no-officer no-voluntary no-consequences \
            no-transfers no-safeguards no-recipients no-access no-rectification no-erasure no-restriction no-objection \
            no-portability no-withdrawal no-automated-decisions no-complaint-regulator no-regulator-contact \
            no-complaint-authority no-unsubscribe no-breach no-children no-changes""")
    void eachPublishedNoticeLacksWhatWasReadOffIt(String file, String name, String expected) throws IOException {
        List<NoticeFinding> findings = check(text(file), name);

        assertThat(findings).extracting(NoticeFinding::code).containsExactly(expected.split(" +"));
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.path()).isEqualTo("text.en");
            assertThat(finding.rule()).isNotBlank();
            assertThat(finding.message()).endsWith(".");
        });
    }

    @Test
    void theFiveTogetherSayAllButWhatHappensWithoutTheInformation() throws IOException {
        String together = "";
        for (String file : FILES) {
            together += text(file);
        }

        assertThat(check(together, "Kanj Technologies"))
                .extracting(NoticeFinding::code)
                .containsExactly("no-consequences", "consent-by-use", "acceptance-by-use", "privacy-shield");
        assertThat(check(together + " If you do not provide it, we cannot open an account.", "SmartOps"))
                .extracting(NoticeFinding::code)
                .doesNotContain("no-consequences");
    }

    @Test
    void anEmptyNoticeLacksEveryItem() {
        assertThat(check("-", "Acme"))
                .extracting(NoticeFinding::code)
                .startsWith("no-name")
                .hasSize(1 + RequiredItem.values().length)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME (Pty) Ltd", "Acme  (PTY)\u00a0LTD.", "at\nAcme (Pty) Ltd, we"})
    void theNameIsFoundWhateverItsCaseSpacesAndPunctuation(String text) {
        assertThat(check(text, "Acme (Pty) Ltd"))
                .extracting(NoticeFinding::code)
                .doesNotContain("no-name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acmeville (Pty) Ltd", "Ltd", ""})
    void anotherNameIsNot(String text) {
        assertThat(check(text, "Acme (Pty) Ltd"))
                .extracting(NoticeFinding::code)
                .contains("no-name");
    }

    @Test
    void theRegulatorsOwnAddressIsNoContactOfTheTenant() {
        assertThat(check("Complain to complaints.IR@inforegulator.org.za or inforeg@justice.gov.za.", "Acme"))
                .extracting(NoticeFinding::code)
                .contains("no-contact")
                .doesNotContain("no-regulator-contact");
    }

    @Test
    void aTextInAnotherLanguageIsSaidToBeUnchecked() {
        List<NoticeFinding> findings =
                NoticeCompleteness.check(Map.of("en-ZA", "-", "zu", "Isaziso sobumfihlo"), List.of("Acme"));

        assertThat(findings)
                .filteredOn(finding -> finding.path().equals("text.zu"))
                .extracting(NoticeFinding::code)
                .containsExactly("not-checked");
        assertThat(findings)
                .filteredOn(finding -> finding.path().equals("text.en-ZA"))
                .hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1 ",
                "transfer ",
                "a@",
                "by using ",
                "we may may ",
                "right to ask ",
                "+27 (0)",
                "\u00a0",
                "\u0301",
                "\u03a3",
                "legal "
            })
    void theLongestTextIsReadInTime(String unit) {
        String longest = unit.repeat(NoticeRequest.TEXT_LENGTH_MAX / unit.length());

        assertTimeout(Duration.ofSeconds(3), () -> check(longest, "Acme"));
    }

    @ParameterizedTest
    @CsvSource({"'we ', 'may '", "'we ', 'have to '", "x@y, .a"})
    void aLongRunOfOneWordIsReadToItsEnd(String start, String unit) {
        String longest = start + unit.repeat((NoticeRequest.TEXT_LENGTH_MAX - start.length()) / unit.length());

        assertThat(check(longest, "Acme")).extracting(NoticeFinding::code).contains("no-information", "no-recipients");
    }

    private static final List<String> FILES = List.of(
            "000_300c631d7f4b68de",
            "001_e73e4c827fab46dc",
            "002_c4ebdbd82fefe60e",
            "003_eba1ea28cc2b9d6d",
            "004_73304c2a5e782b00");

    private static List<NoticeFinding> check(String text, String... names) {
        return NoticeCompleteness.check(Map.of("en", text), Arrays.asList(names));
    }

    private static String text(String file) throws IOException {
        try (InputStream in = NoticeCompletenessTest.class.getResourceAsStream("/notices/" + file + ".txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.consentry.suppression.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailInterpreterTest {

    static Stream<Arguments> samples() {
        return MailSamples.expectations().stream()
                .map(line -> line.split("\t", -1))
                .map(columns -> Arguments.of(columns[0], columns[1]));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyDialectSaysWhomItMeansAndHowItFailed(String sample, String expected) throws MessagingException {
        MailReport report = MailInterpreter.interpret(MailSamples.bytes(sample));

        assertThat(report.findings().stream().map(MailInterpreterTest::text).collect(Collectors.joining(",")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"out-of-office", "vacation-german", "vacation-plain", "left-the-company", "challenge", "letter"})
    void whatAPersonOrTheirProgramAnswersReportsNothing(String sample) throws MessagingException {
        assertThat(MailInterpreter.interpret(MailSamples.bytes(sample)).findings())
                .isEmpty();
    }

    @Test
    void theSameMailIsTheSameHoweverItTravelled() throws MessagingException {
        String mail = new String(MailSamples.bytes("qmail"), StandardCharsets.UTF_8);
        String anonymous = mail.replaceFirst("Message-ID: [^\n]*\n", "");

        assertThat(identity("Received: by relay.example; Fri, 20 Nov 2026\n" + mail))
                .isEqualTo(identity(mail));
        assertThat(identity("Received: by relay.example; Fri, 20 Nov 2026\n" + anonymous))
                .isEqualTo(identity(anonymous))
                .isNotEqualTo(identity(anonymous + "more"));
    }

    @Test
    void findsWhatMayBeALinkInHeaderAndBodyOfTheReturnedMessage() throws MessagingException {
        String token = "t".repeat(120);
        String other = "s".repeat(120);
        String returned = "List-Unsubscribe: <https://shop.example/u/" + token.substring(0, 60) + "\r\n "
                + token.substring(60) + ">\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "https://shop.example/p/" + other.substring(0, 40) + "=\r\n" + other.substring(40) + " end\r\n";
        String mail = new String(MailSamples.bytes("arf-redacted"), StandardCharsets.UTF_8)
                .replace("Subject: Offers\r\n\r\nBuy now.", "Subject: Offers\r\n" + returned);

        assertThat(MailInterpreter.interpret(mail.getBytes(StandardCharsets.UTF_8))
                        .links())
                .containsExactly(token, other);
    }

    @Test
    void printsNobody() throws MessagingException {
        MailReport report = MailInterpreter.interpret(MailSamples.bytes("dsn-user-unknown"));

        assertThat(report.toString()).contains("HARD").doesNotContain("thandi");
    }

    private static String identity(String mail) throws MessagingException {
        return MailInterpreter.interpret(mail.getBytes(StandardCharsets.UTF_8)).identity();
    }

    private static String text(Finding finding) {
        return orDash(finding.recipient()) + " " + finding.verdict() + " " + orDash(finding.status());
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}

package io.consentry.suppression.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MalformedMailTest {

    private static final long SEED = new Random().nextLong();
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void aThousandAreReadOrRefusedInTime() {
        MalformedMails mails = new MalformedMails(SEED);
        for (int number = 0; number < 1_000; number++) {
            byte[] mail = mails.next(number);
            Assertions.assertTimeout(SOON, () -> readOrRefuse(mail), "seed " + SEED + ", mail " + number);
        }
    }

    @Test
    void largeOnesAreReadOrRefusedInTime() {
        MalformedMails.large(25 * 1024 * 1024)
                .forEach(mail -> Assertions.assertTimeout(SOON, () -> readOrRefuse(mail), prefix(mail)));
    }

    @Test
    void tooManyPartsTooDeepANestAndTooManyHeadersAreNamed() {
        assertThatThrownBy(() -> MailInterpreter.interpret(
                        ("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\n".repeat(600))
                                .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MailTooComplexException.class)
                .hasMessageContaining("500 parts");
        assertThatThrownBy(() -> MailInterpreter.interpret(nested(30).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MailTooComplexException.class)
                .hasMessageContaining("20 deep");
        assertThatThrownBy(
                        () -> MailInterpreter.interpret("a:\r\n".repeat(300_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MailTooComplexException.class)
                .hasMessageContaining("bytes of headers");
    }

    private static String nested(int depth) {
        StringBuilder mail = new StringBuilder();
        for (int level = 0; level < depth; level++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(level)
                    .append("\r\n\r\n--b")
                    .append(level)
                    .append("\r\n");
        }
        return mail.append("\r\nend\r\n").toString();
    }

    private static String prefix(byte[] mail) {
        return new String(mail, 0, 60, StandardCharsets.ISO_8859_1);
    }

    private static void readOrRefuse(byte[] mail) {
        try {
            assertThat(MailInterpreter.interpret(mail).findings())
                    .hasSizeLessThanOrEqualTo(MailInterpreter.FINDINGS_MAX);
        } catch (MessagingException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("@");
        }
    }
}

package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.problem.Violations;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawMessageTest {

    private static final String HEADERS = """
            From: =?utf-8?Q?Nomsa=E2=80=99s_Shop?= <news@acme.example>\r
            List-Unsubscribe: <mailto:out@acme.example>,\r
             <https://links.example/u/t0k3n>\r
            LIST-UNSUBSCRIBE-POST: List-Unsubscribe=One-Click\r
            DKIM-Signature: v=1; a=rsa-sha256; d=relay.example; s=k; h=from; bh=AA=; b=BB=\r
            DKIM-Signature: v=1; a=rsa-sha256; d=acme.example; s=k;\r
            \th=From : To :\r
            \tList-Unsubscribe : List-Unsubscribe-Post; bh=AA=; b=BB=\r
            MIME-Version: 1.0\r
            """;
    private static final String FOOTER = "1 Long Street, Cape Town, 8001, privacy@acme.example";

    @Test
    void aWholeMessageIsRead() {
        String raw = HEADERS + multipart("alternative", part("text/plain", FOOTER), part("text/html", "<p>" + FOOTER));

        assertThat(lint(raw)).isEmpty();
    }

    @Test
    void lineEndsOfUnixAreRead() {
        String raw = HEADERS + multipart("alternative", part("text/plain", FOOTER), part("text/html", "<p>" + FOOTER));

        assertThat(lint(raw.replace("\r", ""))).isEmpty();
    }

    @Test
    void partsAreDecoded() {
        String raw = """
            Content-Type: multipart/alternative; boundary=x\r
            \r
            --x\r
            Content-Type: text/plain; charset=iso-8859-1\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Caf=E9 =\r
            society\r
            --x\r
            Content-Type: text/html; charset=utf-8\r
            Content-Transfer-Encoding: base64\r
            \r
            PGI+Q2Fmw6k8L2I+\r
            --x--\r
            """;

        Content content = read(raw);

        assertThat(content.text()).contains("Café society");
        assertThat(content.html()).contains("<b>Café</b>");
    }

    @Test
    void textThatIsNotEncodedIsTheCharactersOfTheRequest() {
        assertThat(read("Content-Type: text/plain; charset=iso-8859-1\r\n\r\nCafé")
                        .text())
                .contains("Café");
    }

    @Test
    void aFooterBelowAlternativesIsInBoth() {
        Content content = read(multipart(
                "mixed",
                "Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\n" + part("text/plain", "plain")
                        + "--y\r\n" + part("text/html", "<p>rich") + "--y--\r\n",
                part("text/plain", "footer & more")));

        assertThat(content.text()).contains("plain", "footer & more").doesNotContain("rich");
        assertThat(content.html()).contains("rich", "footer &amp; more").doesNotContain("plain");
    }

    @Test
    void attachmentsAreNotRead() {
        Content content = read(multipart(
                "mixed",
                part("text/html", "<p>rich"),
                "Content-Disposition: attachment; filename=a.html\r\n" + part("text/html", "attached"),
                part("application/pdf", "attached")));

        assertThat(content.html()).contains("rich").doesNotContain("attached");
        assertThat(content.text()).isNull();
    }

    @Test
    void anUnknownTypeIsPlainText() {
        assertThat(read("Content-Type: ;;;\r\n\r\nhello").text()).contains("hello");
        assertThat(read("Subject: x\r\n\r\nhello").text()).contains("hello");
        assertThat(read("").text()).isBlank();
    }

    @Test
    void whatCannotBeReadIsAViolation() {
        assertThat(violations("Content-Type: multipart/mixed; boundary=x\r\n\r\nno part\r\n"))
                .containsExactly("unreadable");
        assertThat(violations("Content-Transfer-Encoding: pigeon\r\n\r\nhello")).containsExactly("unreadable");
        assertThat(violations(" \r\n folded\r\n\r\nhello")).containsExactly("unreadable");
    }

    @Test
    void tooManyPartsAndTooDeepOnesAreViolations() {
        String many =
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + "--x\r\n\r\na\r\n".repeat(300) + "--x--\r\n";
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=x" + i + "\r\n\r\n--x" + i + "\r\n");
        }

        assertThat(violations(many)).containsExactly("too-complex");
        assertThat(violations(deep.toString())).containsExactly("too-complex");
    }

    private static List<Finding> lint(String raw) {
        LintRequest request = new LintRequest("email", "marketing", null, null, null, raw);
        OutgoingMessage message = request.toMessage();
        assertThat(message.channel()).isEqualTo(Channel.EMAIL);
        assertThat(message.messageClass()).isEqualTo(MessageClass.MARKETING);
        return MessageLint.lint(message, Messages.SENDER);
    }

    private static Content read(String raw) {
        Violations violations = new Violations();
        Content content = RawMessage.parse(raw, violations);
        assertThat(violations.found()).isEmpty();
        return content;
    }

    private static List<String> violations(String raw) {
        Violations violations = new Violations();
        RawMessage.parse(raw, violations);
        return violations.found().stream().map(Violation::code).toList();
    }

    private static String multipart(String subtype, String... parts) {
        StringBuilder body = new StringBuilder("Content-Type: multipart/" + subtype + "; boundary=\"x\"\r\n\r\n");
        for (String part : parts) {
            body.append("--x\r\n").append(part);
        }
        return body.append("--x--\r\n").toString();
    }

    private static String part(String type, String content) {
        return "Content-Type: " + type + "; charset=utf-8\r\n\r\n" + content + "\r\n";
    }
}

package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.consentry.contract.Channel;
import io.consentry.kit.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, there is an answer or a refusal, in time that grows with the message and not faster. */
class LintRobustnessTest {

    private static final int RUNS = 10_000;
    /** A fifth of what is allowed: enough for a pattern that backtracks to miss the bound by minutes. */
    private static final int LENGTH = LintRequest.BODY_LENGTH_MAX / 5;

    private static final String[] PIECES = {
        "STOP",
        "opt",
        "out",
        "reply",
        "Nomsa's Shop",
        "https://",
        "http:",
        "mailto:",
        "www.",
        "@",
        ".",
        ".com",
        "/",
        "?",
        "<",
        ">",
        "<a href=",
        "<p style='display:none'>",
        "</p>",
        "&nbsp;",
        "&#x",
        "&#99999999;",
        "<!--",
        "-->",
        "<![CDATA[",
        "\r\n",
        "\r\n ",
        "\n",
        "\t",
        " ",
        ":",
        ";",
        "=",
        "h=",
        "List-Unsubscribe",
        "List-Unsubscribe-Post: ",
        "DKIM-Signature: ",
        "From: ",
        "=?utf-8?Q?=E2?=",
        "=?x?B?!?=",
        "\"",
        "\\",
        "(",
        ")",
        "Content-Type: multipart/mixed; boundary=x\r\n\r\n",
        "--x\r\n",
        "--x--",
        "Content-Type: text/html; charset=",
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n",
        "begin 644 x\r\n",
        "\0",
        "\ud800",
        "\udc00",
        "\u0301",
        "\u00ad",
        "\ufdfa",
        "İ",
        "ß",
        "😀",
        "0215550100",
        "31245",
    };

    @Test
    void randomInputNeverThrows() {
        long seed = Long.getLong("lint.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < RUNS; i++) {
            LintRequest request = request(random);

            assertThatCode(() -> lint(request))
                    .as("lint.seed=%d, run %d", seed, i)
                    .doesNotThrowAnyException();
        }
    }

    static Stream<String> hostile() {
        return Stream.of(
                "<",
                "<a ",
                "<b><p>",
                "<div>",
                "<table><tr><td>",
                "<ul><li>",
                "&",
                "&a",
                "<!--",
                "</",
                "<a href='https://x/'>",
                "a.",
                "a@",
                "@.",
                "a@b.c,",
                "http",
                "https://",
                "www.",
                "reply ",
                "reply with ",
                "STOP ",
                "opt ",
                "opt out ",
                "stop to ",
                "reply 1 to ",
                "unsubscribe ",
                "https://x ",
                "acme.example/contact",
                "privacy@acme.example",
                "0215550100",
                "1 long ",
                "nomsa s ",
                "(",
                "<https://a>,",
                "h=:",
                "; ",
                "a\u0316\u0301",
                "\u0316\u0301",
                "\ufdfa",
                "\u00ad",
                "\n",
                "STOP\n",
                "-",
                "a-",
                "😀",
                "a1",
                "aA",
                ".!?");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(30)
    void longMessagesAreReadInTime(String piece) {
        String text = piece.repeat(LENGTH / piece.length());
        String value = piece.replace('\n', ' ').repeat(LintRequest.HEADER_LENGTH_MAX / piece.length());
        List<LintRequest.@Nullable Header> headers = new ArrayList<>();
        for (String name : List.of("From", "List-Unsubscribe", "List-Unsubscribe-Post", "DKIM-Signature")) {
            headers.add(new LintRequest.Header(name, value));
        }

        lint(new LintRequest("whatsapp", null, null, text, null, null));
        lint(new LintRequest("email", null, headers, text, text, null));
        lint(new LintRequest("email", null, null, null, null, text));
        lint(new LintRequest(
                "email", null, null, null, null, "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + text));

        assertThat(Messages.codesOf(Channel.PUSH, text)).isNotNull();
    }

    private static void lint(LintRequest request) {
        try {
            List<Finding> findings = MessageLint.lint(request.toMessage(), Messages.SENDER);
            assertThat(findings).doesNotContainNull();
        } catch (RefusedException refused) {
            assertThat(refused.violations()).isNotEmpty();
        }
    }

    private static LintRequest request(Random random) {
        Channel[] channels = Channel.values();
        String channel = channels[random.nextInt(channels.length)].wireName();
        if (random.nextInt(3) == 0) {
            return new LintRequest("email", null, null, null, null, text(random));
        }
        if (random.nextBoolean()) {
            return new LintRequest(channel, null, null, text(random), null, null);
        }
        List<LintRequest.@Nullable Header> headers = new ArrayList<>();
        for (String name : List.of("From", "List-Unsubscribe", "List-Unsubscribe-Post", "DKIM-Signature", "X")) {
            headers.add(
                    random.nextInt(4) == 0
                            ? null
                            : new LintRequest.Header(name, text(random).replace("\n", "\n ")));
        }
        headers.removeIf(header -> header == null && random.nextInt(20) > 0);
        return new LintRequest("email", text(random), headers, text(random), text(random), null);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(40);
        for (int i = 0; i < pieces; i++) {
            if (random.nextInt(4) == 0) {
                text.append((char) random.nextInt(0x1_0000));
            } else {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }
}

package io.consentry.suppression.feedback.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Mails that nobody should send, from a seed. */
public final class MalformedMails {

    private static final List<String> GOOD =
            List.of("dsn-user-unknown", "dsn-several", "dsn-wrapped", "arf-abuse", "exim", "qmail", "exchange-html");

    private static final List<String> ODD_HEADERS = List.of(
            "Content-Type: multipart/mixed",
            "Content-Type: multipart/report; boundary=\"\"",
            "Content-Type: text/plain; charset=\"no-such-charset\"",
            "Content-Type: text/plain; charset=utf-16",
            "Content-Type: ;;;=",
            "Content-Transfer-Encoding: base64",
            "Content-Transfer-Encoding: x-nonsense",
            "Subject: =?utf-8?b?////?= =?x?q?=ZZ?=",
            "Message-ID: a\r\n b\u0000\u0007",
            ": no name",
            " folded before anything",
            "X-Failed-Recipients: a@b\r\nBcc: c@example.org, " + "d@example.org,".repeat(500));

    private final Random random;

    public MalformedMails(long seed) {
        this.random = new Random(seed);
    }

    /** The next one, each of another kind than the one before. */
    public byte[] next(int number) {
        return switch (number % 7) {
            case 0 -> truncated();
            case 1 -> flipped();
            case 2 -> nested(random.nextInt(2_000));
            case 3 -> oddHeader();
            case 4 -> manyParts(random.nextInt(3_000));
            case 5 -> encodedAgain(random.nextInt(12));
            default -> noise();
        };
    }

    private byte[] good() {
        return MailSamples.bytes(GOOD.get(random.nextInt(GOOD.size())));
    }

    private byte[] truncated() {
        byte[] mail = good();
        return Arrays.copyOf(mail, random.nextInt(mail.length));
    }

    private byte[] flipped() {
        byte[] mail = good();
        for (int i = 0; i < 40; i++) {
            mail[random.nextInt(mail.length)] = (byte) random.nextInt(256);
        }
        return mail;
    }

    /** Multiparts or messages within each other. */
    private byte[] nested(int depth) {
        StringBuilder mail = new StringBuilder("From: MAILER-DAEMON@mx.example.net\r\n");
        for (int level = 0; level < depth; level++) {
            mail.append(
                    level % 2 == 0
                            ? "Content-Type: multipart/mixed; boundary=b" + level + "\r\n\r\n--b" + level + "\r\n"
                            : "Content-Type: message/rfc822\r\n\r\n");
        }
        return bytes(mail.append("\r\nthandi@example.org: 550 user unknown"));
    }

    private byte[] oddHeader() {
        String header = ODD_HEADERS.get(random.nextInt(ODD_HEADERS.size()));
        return bytes(new StringBuilder(header).append("\r\n").append(new String(good(), StandardCharsets.UTF_8)));
    }

    private byte[] manyParts(int count) {
        StringBuilder mail = new StringBuilder("From: postmaster@mx.example.net\r\n")
                .append("Content-Type: multipart/report; boundary=x\r\n\r\n");
        for (int part = 0; part < count; part++) {
            mail.append("--x\r\n").append("a:\r\n".repeat(random.nextInt(200))).append("\r\n");
        }
        return bytes(mail);
    }

    /** A mail in a mail in base64, again and again. */
    private byte[] encodedAgain(int times) {
        byte[] content = good();
        for (int i = 0; i < times; i++) {
            content =
                    bytes(new StringBuilder("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                            .append(Base64.getMimeEncoder().encodeToString(content)));
        }
        return content;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(20_000)];
        random.nextBytes(noise);
        return noise;
    }

    /** Of the size given, in one line, in parts without content, in header fields, or in lists of addresses. */
    public static List<byte[]> large(int size) {
        return List.of(
                filled("From: postmaster@x\r\n\r\n", "a", size),
                filled("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n\r\n", size),
                filled("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", "a:\r\n", size),
                filled("", "a:\r\n", size),
                filled("From: postmaster@x\r\n\r\n", "<a@example.org>: 550 user unknown\r\n", size),
                filled("From: postmaster@x\r\n\r\nFailed recipient: ", "a@example.org ", size),
                filled("From: postmaster@x\r\nContent-Type: text/html\r\n\r\n", "<div><b>", size),
                filled("From: postmaster@x\r\n\r\n", "-", size),
                filled(
                        "Content-Type: message/delivery-status\r\n\r\n",
                        "Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\n\r\n",
                        size));
    }

    private static byte[] filled(String start, String filler, int size) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream(size);
        mail.writeBytes(start.getBytes(StandardCharsets.US_ASCII));
        byte[] unit = filler.repeat(1_024).getBytes(StandardCharsets.US_ASCII);
        while (mail.size() + unit.length <= size) {
            mail.writeBytes(unit);
        }
        mail.write(unit, 0, size - mail.size());
        return mail.toByteArray();
    }

    private static byte[] bytes(StringBuilder mail) {
        return mail.toString().getBytes(StandardCharsets.UTF_8);
    }
}

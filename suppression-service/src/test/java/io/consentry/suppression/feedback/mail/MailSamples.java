package io.consentry.suppression.feedback.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Mails of each dialect, written for these tests. */
public final class MailSamples {

    private MailSamples() {}

    /** A mail as it goes over the wire. */
    public static byte[] bytes(String name) {
        return read(name + ".eml");
    }

    /** The lines of the table of what each mail says. */
    static List<String> expectations() {
        return new String(read("expected.tsv"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static byte[] read(String file) {
        try (InputStream content = MailSamples.class.getResourceAsStream("/feedback/" + file)) {
            return Objects.requireNonNull(content, file).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

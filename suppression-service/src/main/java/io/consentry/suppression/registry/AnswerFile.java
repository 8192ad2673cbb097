package io.consentry.suppression.registry;

import io.consentry.kit.lines.LineReader;
import io.consentry.kit.problem.Violation;
import io.consentry.suppression.registry.AnswerLine.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A registry's answer as a file, read as it comes: of any length, in constant memory. */
final class AnswerFile implements RegistrySource {

    private final MessageDigest digest = sha256();
    private final LineReader lines;
    private final AnswerFormat format;
    private long number;

    AnswerFile(InputStream file, AnswerFormat format) {
        this.lines = new LineReader(new DigestInputStream(file, digest));
        this.format = format;
    }

    @Override
    public List<AnswerLine> next(int linesMax) throws IOException {
        List<AnswerLine> read = new ArrayList<>();
        while (read.size() < linesMax) {
            List<String> texts = lines.next(linesMax - read.size());
            if (texts.isEmpty()) {
                format.requireComplete();
                return read;
            }
            texts.forEach(text -> add(text, read));
        }
        return read;
    }

    private void add(String text, List<AnswerLine> read) {
        number++;
        if (text.equals(LineReader.TOO_LONG)) {
            read.add(new Unreadable(number, new Violation("", "too-long", "is too long")));
        } else {
            format.read(number, text).ifPresent(read::add);
        }
    }

    @Override
    public String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}

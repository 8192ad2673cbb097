package io.consentry.preference.inbound;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a message (RFC 5322) of whoever wrote it. */
final class MailReader {

    private static final int SUBJECT_LENGTH_MAX = 1_500;
    private static final Pattern RESULT = Pattern.compile("(?i)\\b(dmarc|dkim|spf)\\s*=\\s*([a-z]+)");
    private static final Session SESSION = Session.getInstance(lenient());

    private MailReader() {}

    private static Properties lenient() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.address.strict", "false");
        properties.setProperty("mail.mime.decodetext.strict", "false");
        properties.setProperty("mail.mime.multipart.ignoreexistingboundaryparameter", "false");
        return properties;
    }

    /** The mail; empty for what is none. */
    static Optional<ReceivedMail> read(byte[] raw) {
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            if (message.getHeader("From") == null && message.getHeader("Subject") == null) {
                return Optional.empty();
            }
            return Optional.of(new ReceivedMail(
                    id(message, raw),
                    author(message).orElse(null),
                    first(message.getHeader("To")).orElse(null),
                    oneLine(message.getSubject()),
                    TopLines.of(text(message)),
                    isAutomatic(message),
                    isForged(message)));
        } catch (MessagingException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** A body that is not what it says is read as it stands: whoever wrote it must not lose a word by that. */
    private static String text(MimeMessage message) throws MessagingException, IOException {
        try {
            return MailText.of(message);
        } catch (MessagingException | IOException e) {
            try (InputStream in = message.getRawInputStream()) {
                return new String(in.readNBytes(MailText.LENGTH_MAX), StandardCharsets.UTF_8);
            }
        }
    }

    private static String oneLine(@Nullable String text) {
        String line = text == null ? "" : text.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return line.length() <= SUBJECT_LENGTH_MAX ? line : line.substring(0, SUBJECT_LENGTH_MAX);
    }

    private static Optional<String> first(String @Nullable [] values) {
        return values == null || values.length == 0 ? Optional.empty() : Optional.of(oneLine(values[0]));
    }

    /** The same for a mail that is delivered again. */
    private static String id(MimeMessage message, byte[] raw) throws MessagingException {
        String id = oneLine(message.getMessageID());
        return id.isEmpty() ? hash(raw) : id;
    }

    private static String hash(byte[] raw) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    private static Optional<String> author(MimeMessage message) {
        try {
            Address[] from = message.getFrom();
            return from != null && from.length == 1 && from[0] instanceof InternetAddress one
                    ? Optional.ofNullable(one.getAddress())
                    : Optional.empty();
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    /** RFC 3834, and what is in use besides. */
    private static boolean isAutomatic(MimeMessage message) throws MessagingException {
        String submitted = lower(message, "Auto-Submitted");
        String precedence = lower(message, "Precedence");
        return (!submitted.isEmpty() && !submitted.startsWith("no"))
                || precedence.equals("auto_reply")
                || precedence.equals("bulk")
                || precedence.equals("junk")
                || message.getHeader("X-Autoreply") != null
                || message.getHeader("X-Autorespond") != null
                || lower(message, "Return-Path").equals("<>")
                || lower(message, "Content-Type").startsWith("multipart/report");
    }

    /** By the topmost result (RFC 8601), which the receiving server wrote; those below it anybody may have written. */
    private static boolean isForged(MimeMessage message) throws MessagingException {
        String results = lower(message, "Authentication-Results");
        String dmarc = "";
        boolean passes = false;
        boolean fails = false;
        Matcher result = RESULT.matcher(results);
        while (result.find()) {
            if (result.group(1).equals("dmarc")) {
                dmarc = result.group(2);
            }
            passes |= result.group(2).equals("pass");
            fails |= result.group(2).equals("fail");
        }
        return dmarc.equals("fail") || (!dmarc.equals("pass") && fails && !passes);
    }

    private static String lower(MimeMessage message, String header) throws MessagingException {
        return first(message.getHeader(header)).orElse("").toLowerCase(Locale.ROOT);
    }
}

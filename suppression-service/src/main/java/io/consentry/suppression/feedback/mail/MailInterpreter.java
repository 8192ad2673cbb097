package io.consentry.suppression.feedback.mail;

import jakarta.mail.MessagingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what a mail reports. */
public final class MailInterpreter {

    /** A report may name more; mail systems send one for a recipient, or for those of one message. */
    public static final int FINDINGS_MAX = 500;

    private MailInterpreter() {}

    /** Reads a mail; fails with {@link MailTooComplexException}, or when it cannot be read at all. */
    public static MailReport interpret(byte[] raw) throws MessagingException {
        ReceivedMail mail = MailReader.read(raw);
        return new MailReport(distinct(findings(mail)), identity(mail.headers(), raw), LinkTexts.in(mail));
    }

    private static List<Finding> findings(ReceivedMail mail) {
        Headers feedback = mail.feedback();
        if (feedback != null) {
            return Complaint.findings(mail, feedback);
        }
        if (Complaint.isJunkReport(mail)) {
            return Complaint.ofJunkReport(mail);
        }
        List<Finding> reported = DeliveryReport.findings(mail.deliveryStatus(), mail.notice());
        if (!reported.isEmpty()) {
            return reported;
        }
        return MailKind.of(mail.headers(), mail.notice()) == MailKind.NOTICE ? NoticeReader.findings(mail) : List.of();
    }

    /** One finding a recipient: where a report says several things of one, the worst. */
    private static List<Finding> distinct(List<Finding> findings) {
        Map<String, Finding> byRecipient = new LinkedHashMap<>();
        for (Finding finding : findings) {
            String recipient = finding.recipient();
            byRecipient.merge(
                    recipient == null ? "" : recipient.toLowerCase(Locale.ROOT),
                    finding,
                    (one, other) -> worst(one, other));
        }
        return byRecipient.values().stream().limit(FINDINGS_MAX).toList();
    }

    private static Finding worst(Finding one, Finding other) {
        return Comparator.comparing(Finding::verdict).compare(one, other) <= 0 ? one : other;
    }

    private static String identity(Headers headers, byte[] raw) {
        String messageId = headers.first("message-id");
        return messageId.isBlank() ? "hash:" + hash(raw) : "id:" + messageId;
    }

    /** Of the content only: each server on the way adds to the header. */
    private static String hash(byte[] raw) {
        int start = contentStart(raw);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(raw, start, raw.length - start);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    private static int contentStart(byte[] raw) {
        byte before = '\n';
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\n' && before == '\n') {
                return i;
            }
            before = raw[i] == '\r' ? before : raw[i];
        }
        return 0;
    }
}

package io.consentry.suppression.feedback.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.SharedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What one mail may make us build: parts, their nesting, and their headers. */
final class PartBounds {

    static final int DEPTH_MAX = 20;
    static final int PARTS_MAX = 500;
    static final int HEADER_BYTES_MAX = 1024 * 1024;

    private int parts;
    private int headerBytes;

    /** The part that the bytes hold; refuses one too many, and headers that are too large together. */
    MimeBodyPart part(InputStream content) throws MessagingException {
        if (++parts > PARTS_MAX) {
            throw new MailTooComplexException("may have at most " + PARTS_MAX + " parts");
        }
        countHeader(content);
        return new MimeBodyPart(content);
    }

    void requireDepth(int depth) throws MessagingException {
        if (depth > DEPTH_MAX) {
            throw new MailTooComplexException("may nest its parts at most " + DEPTH_MAX + " deep");
        }
    }

    /** Looks ahead: the parser itself makes an object of every line of a header before it can be asked. */
    private void countHeader(InputStream content) throws MessagingException {
        if (!(content instanceof SharedInputStream shared)) {
            throw new IllegalStateException("a part is not read in place");
        }
        try (InputStream ahead = shared.newStream(shared.getPosition(), -1)) {
            int before = '\n';
            while (headerBytes++ < HEADER_BYTES_MAX) {
                int next = ahead.read();
                if (next < 0 || next == '\n' && before == '\n') {
                    return;
                }
                before = next == '\r' ? before : next;
            }
        } catch (IOException e) {
            throw new MessagingException("a part cannot be read", e);
        }
        throw new MailTooComplexException("may have at most " + HEADER_BYTES_MAX + " bytes of headers");
    }
}

package io.consentry.suppression.feedback.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePartDataSource;
import java.io.InputStream;

/** A multipart that stops being read when it has too many parts, or a part too large a header: each costs memory. */
final class BoundedMultipart extends MimeMultipart {

    private final PartBounds bounds;

    BoundedMultipart(MimeBodyPart part, PartBounds bounds) throws MessagingException {
        super(new MimePartDataSource(part));
        this.bounds = bounds;
    }

    @Override
    protected MimeBodyPart createMimeBodyPart(InputStream content) throws MessagingException {
        return bounds.part(content);
    }
}

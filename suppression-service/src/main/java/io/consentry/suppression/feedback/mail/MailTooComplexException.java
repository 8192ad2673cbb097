package io.consentry.suppression.feedback.mail;

import jakarta.mail.MessagingException;

/** The mail has more parts, nesting or header fields than a report can need. The message names the bound. */
public final class MailTooComplexException extends MessagingException {

    private static final long serialVersionUID = 1L;

    MailTooComplexException(String message) {
        super(message);
    }
}

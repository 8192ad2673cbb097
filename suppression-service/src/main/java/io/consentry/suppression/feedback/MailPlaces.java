package io.consentry.suppression.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Each mail is kept in memory while it is read: only so many at a time. */
@ApplicationScoped
class MailPlaces {

    private final Semaphore semaphore;

    MailPlaces(FeedbackConfig config) {
        this.semaphore = new Semaphore(config.mailsMax());
    }

    Semaphore semaphore() {
        return semaphore;
    }
}

package io.consentry.consent.check;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Each open stream keeps a thread: only so many at a time. */
@ApplicationScoped
class StreamPlaces {

    private final Semaphore semaphore;

    StreamPlaces(CheckConfig config) {
        this.semaphore = new Semaphore(config.streamsMax());
    }

    Semaphore semaphore() {
        return semaphore;
    }
}

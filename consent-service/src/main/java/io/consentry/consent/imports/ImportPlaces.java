package io.consentry.consent.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Each list that is being sent keeps a thread: only so many at a time. */
@ApplicationScoped
class ImportPlaces {

    private final Semaphore semaphore;

    ImportPlaces(ImportConfig config) {
        this.semaphore = new Semaphore(config.streamsMax());
    }

    Semaphore semaphore() {
        return semaphore;
    }
}

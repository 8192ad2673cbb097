package io.consentry.suppression.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Each run keeps a thread while its answer is being sent: only so many at a time. */
@ApplicationScoped
class RunPlaces {

    private final Semaphore semaphore;

    RunPlaces(RegistryConfig config) {
        this.semaphore = new Semaphore(config.runsMax());
    }

    Semaphore semaphore() {
        return semaphore;
    }
}

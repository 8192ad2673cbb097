package io.consentry.suppression.transfer;

import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Each list that is sent or answered keeps a thread: only so many at a time. */
@ApplicationScoped
class StreamPlaces {

    private final Semaphore semaphore;

    StreamPlaces(ImportConfig config) {
        this.semaphore = new Semaphore(config.streamsMax());
    }

    /** Takes a place until the request has ended, also when its client is gone before the answer begins. */
    void takeFor(RoutingContext request) {
        if (!semaphore.tryAcquire()) {
            throw new RefusedException(
                    ProblemType.TOO_MANY_REQUESTS, "Too many lists are under way; wait for one of yours to end.");
        }
        request.addEndHandler(ended -> semaphore.release());
    }
}

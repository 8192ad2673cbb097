package io.consentry.kit.problem;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells a part that cannot be reached just now, and is worth another try, from everything else that fails. */
public final class Unavailable {

    private Unavailable() {}

    /** Whether the failure, or what led to it, is that a database, a broker or another server did not answer. */
    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException database) {
                return isPassing(database.getSqlState());
            }
            if (cause instanceof IOException
                    || cause instanceof VertxException
                    || cause instanceof java.util.concurrent.TimeoutException
                    || cause instanceof io.smallrye.mutiny.TimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** SQLSTATE classes 08 (connection), 40 (deadlock), 53 (resources), 55 (lock timeout) and 57 (operator intervention). */
    private static boolean isPassing(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("40")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("55")
                        || sqlState.startsWith("57"));
    }
}

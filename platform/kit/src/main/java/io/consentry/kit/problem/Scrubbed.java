package io.consentry.kit.problem;

import io.vertx.pgclient.PgException;

/** Failures without their messages, which may repeat the data that they failed on: what may be logged and kept. */
public final class Scrubbed {

    private static final int CAUSES_MAX = 10;

    private Scrubbed() {}

    /** Class names from the outermost to the root cause, with the SQLSTATE where there is one. */
    public static String summary(Throwable failure) {
        StringBuilder summary = new StringBuilder();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            summary.append(depth == 0 ? "" : " < ").append(name(cause));
            cause = cause.getCause();
        }
        return summary.toString();
    }

    /** The same failure for a log: stack traces, no messages. */
    public static Throwable forLog(Throwable failure) {
        return forLog(failure, 0);
    }

    private static Throwable forLog(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        Throwable scrubbed =
                new Throwable(name(failure), cause == null || depth == CAUSES_MAX ? null : forLog(cause, depth + 1));
        scrubbed.setStackTrace(failure.getStackTrace());
        return scrubbed;
    }

    private static String name(Throwable failure) {
        String name = failure.getClass().getName();
        return failure instanceof PgException database ? name + " " + database.getSqlState() : name;
    }
}

package io.consentry.bench.load;

import java.nio.ByteBuffer;

/** Sees the bytes of a body as they come. */
@FunctionalInterface
public interface BodySink {

    /** Looks away. */
    BodySink NONE = (bytes, from, to) -> {};

    /**
     * Sees a part of a body.
     *
     * @param bytes to be read with absolute indices only
     */
    void body(ByteBuffer bytes, int from, int to);
}

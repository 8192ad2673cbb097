package io.consentry.kit.flow;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** Work for each of several things. */
public final class Each {

    private Each() {}

    /** Does the work for one after the other, in their order; stops at the first failure, and fails with it. */
    public static <T> Uni<Void> inOrder(Iterable<T> things, Function<T, Uni<?>> work) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (T thing : things) {
            all = all.chain(() -> work.apply(thing)).replaceWithVoid();
        }
        return all;
    }
}

package io.consentry.contract;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Look-up of an enum constant by its name on the wire. */
final class WireNames {

    private WireNames() {}

    static <E> E find(E[] values, Function<E, String> wireName, String wanted) {
        for (E value : values) {
            if (wireName.apply(value).equals(wanted)) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "expected one of " + Arrays.stream(values).map(wireName).collect(Collectors.joining(", ")));
    }
}

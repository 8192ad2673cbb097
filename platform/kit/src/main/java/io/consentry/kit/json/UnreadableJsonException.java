package io.consentry.kit.json;

/** Text that is not the JSON form of the expected type. Holds nothing of the text, which may name a person. */
public final class UnreadableJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableJsonException(Class<?> expected) {
        super("not readable as " + expected.getSimpleName());
    }
}

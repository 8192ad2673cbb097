package io.consentry.preference.link;

/** A text that is no genuine link; does not say why, and does not repeat it. */
public final class LinkUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LinkUnknownException() {
        super("no such link");
    }
}

package io.consentry.kit.address;

/** A text is not an address of its kind. The message names the rule and never holds the text. */
public final class AddressInvalidException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;

    AddressInvalidException(String rule, String message) {
        super(message);
        this.rule = rule;
    }

    /** Stable code of the broken rule, such as {@code not-an-email}. */
    public String rule() {
        return rule;
    }

    static AddressInvalidException empty() {
        return new AddressInvalidException("empty", "The address is empty.");
    }

    static AddressInvalidException tooLong(int limit) {
        return new AddressInvalidException("too-long", "The address is longer than " + limit + " characters.");
    }

    static AddressInvalidException controlCharacters() {
        return new AddressInvalidException("control-characters", "The address holds control characters.");
    }
}

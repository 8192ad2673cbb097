package io.consentry.preference.inbound;

/** Why a person must read a message. */
enum ReviewReason {
    /** It seems to ask to stop. */
    UNCLEAR("unclear"),
    /** It asks to stop, or seems to, but whose words it is cannot be read. */
    NO_ADDRESS("no_address"),
    /** Nothing is known of its form. */
    UNKNOWN_SHAPE("unknown_shape");

    private final String wireName;

    ReviewReason(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}

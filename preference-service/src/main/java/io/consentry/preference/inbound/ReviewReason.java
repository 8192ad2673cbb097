package io.consentry.preference.inbound;

/** Why a person must read a message. */
enum ReviewReason {
    /** It seems to ask to stop. */
    UNCLEAR("unclear"),
    /** It asks to stop, or seems to, but whose words it is cannot be read. */
    NO_ADDRESS("no_address"),
    /** Nothing is known of its form. */
    UNKNOWN_SHAPE("unknown_shape"),
    /** It asks to stop, or seems to, but the receiving server says that its sender is not who it names. */
    UNAUTHENTICATED("unauthenticated"),
    /** It is a request for what the law gives a data subject (requirement 000-44). */
    DATA_SUBJECT_REQUEST("data_subject_request");

    private final String wireName;

    ReviewReason(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}

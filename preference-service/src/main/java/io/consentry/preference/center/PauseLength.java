package io.consentry.preference.center;

/** How long people can pause, in days. */
enum PauseLength {
    WEEK("week", 7),
    MONTH("month", 30),
    QUARTER("quarter", 90);

    private final String wireName;
    private final int days;

    PauseLength(String wireName, int days) {
        this.wireName = wireName;
        this.days = days;
    }

    String wireName() {
        return wireName;
    }

    int days() {
        return days;
    }
}

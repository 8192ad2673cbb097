package io.consentry.preference.cases;

/** How a case came, and what is known of who asked. */
enum CaseOrigin {
    /** By the page behind a link, which only who reads the address has. */
    PAGE("page", "link"),
    /** By mail; the receiving server did not object to the sender. */
    MAIL("mail", "sender"),
    /** By mail whose sender is not who it names, as the receiving server says. */
    FORGED_MAIL("mail", "unauthenticated");

    private final String source;
    private final String identity;

    CaseOrigin(String source, String identity) {
        this.source = source;
        this.identity = identity;
    }

    String source() {
        return source;
    }

    /** What the tenant's own check of the identity can begin with. */
    String identity() {
        return identity;
    }
}

package io.consentry.consent.lint;

/** What can be wrong with a message, each with its rule. Codes are stable and sent as written. */
enum FindingCode {
    SENDER_IDENTITY_MISSING(
            "A-09",
            Severity.ERROR,
            "The message names neither the legal nor the trading name of the sender. Write one of them into the text; by e-mail the "
                    + "display name of From will do."),
    OPT_OUT_MISSING(
            "A-09",
            Severity.ERROR,
            "The message does not say how to stop such messages. Add an unsubscribe link, one of the tenant's contact details or, by SMS "
                    + "and WhatsApp, words such as: reply STOP to opt out."),
    PHYSICAL_ADDRESS_MISSING(
            "B-14",
            Severity.ADVICE,
            "The sender's physical address is not in the message. Add it; set the tenant's contact.physicalAddress first where it has none."),
    LIST_UNSUBSCRIBE_MISSING(
            "C-01",
            Severity.ERROR,
            "There is no List-Unsubscribe header. Add the headers that POST /v1/links of preference-service gives for this recipient."),
    LIST_UNSUBSCRIBE_REPEATED(
            "C-01", Severity.ERROR, "List-Unsubscribe stands more than once. Keep one, with all addresses in it."),
    LIST_UNSUBSCRIBE_MALFORMED(
            "C-01",
            Severity.ERROR,
            "List-Unsubscribe is not a list of addresses in angle brackets, separated by commas. Write <https://…>, <mailto:…>."),
    LIST_UNSUBSCRIBE_PLAIN_HTTP(
            "C-01", Severity.ERROR, "List-Unsubscribe has an http address. One-click needs https; replace it."),
    LIST_UNSUBSCRIBE_WITHOUT_HTTPS(
            "C-01",
            Severity.ERROR,
            "List-Unsubscribe has no https address. Add one; a mailto address may stay beside it."),
    LIST_UNSUBSCRIBE_SEVERAL_HTTPS(
            "C-01",
            Severity.ERROR,
            "List-Unsubscribe has several https addresses. Keep the one that takes the one-click POST."),
    LIST_UNSUBSCRIBE_POST_MISSING(
            "C-01",
            Severity.ERROR,
            "There is no List-Unsubscribe-Post header. Add it with exactly: List-Unsubscribe=One-Click."),
    LIST_UNSUBSCRIBE_POST_REPEATED("C-01", Severity.ERROR, "List-Unsubscribe-Post stands more than once. Keep one."),
    LIST_UNSUBSCRIBE_POST_WRONG(
            "C-01", Severity.ERROR, "List-Unsubscribe-Post must be exactly: List-Unsubscribe=One-Click."),
    DKIM_SIGNATURE_MISSING(
            "C-02",
            Severity.ADVICE,
            "There is no DKIM signature yet. Whoever signs must name List-Unsubscribe and List-Unsubscribe-Post in h=."),
    DKIM_COVERAGE_MISSING(
            "C-02",
            Severity.ERROR,
            "No DKIM signature covers both headers. Sign with List-Unsubscribe and List-Unsubscribe-Post in the h= of one signature.");

    private final String rule;
    private final Severity severity;
    private final String message;

    FindingCode(String rule, Severity severity, String message) {
        this.rule = rule;
        this.severity = severity;
        this.message = message;
    }

    /** The row of rules.md. */
    String rule() {
        return rule;
    }

    /** What it is in a marketing message. */
    Severity severity() {
        return severity;
    }

    /** What is wrong and what to do next; the same for every message, so nothing of the message can be in it. */
    String message() {
        return message;
    }
}

package io.consentry.contract;

/** Why a message may not be sent, one code per gate of the send-permission order (rules.md). Codes are stable and sent as written. */
public enum ReasonCode {
    TENANT_NOT_REGISTERED(1, "The tenant is suspended or lacks its legal identity or opt-out contact."),
    CLASS_UNKNOWN(2, "The message class is unknown and was taken for marketing."),
    UNKNOWN_PURPOSE(2, "The purpose is not in the tenant's catalogue."),
    CHANNEL_NOT_ALLOWED(2, "The purpose does not allow this channel."),
    ADDRESS_INVALID(3, "The recipient is not a usable address for this channel."),
    DEPENDENCY_UNAVAILABLE(3, "What is known of this recipient is not fresh enough to decide."),
    SUPPRESSED_HARD(4, "No message may go to this address: it bounced, was erased or belongs to another person."),
    RESTRICTED(4, "Processing of this person's data is restricted."),
    SUPPRESSED_OPT_OUT(5, "The person opted out."),
    SUPPRESSED_COMPLAINT(6, "The person complained about an earlier message."),
    NCC_BLOCK(7, "The person is on the national opt-out registry."),
    NCC_STALE(7, "The list was not cleansed against the registry in the last 30 days."),
    CHILD(8, "The person is a child and no competent person has consented."),
    NO_CONSENT(9, "There is no valid consent for this purpose on this channel."),
    SOFT_OPTIN_INCOMPLETE(9, "The evidence for the customer exception is incomplete."),
    CONSENT_EXPIRED(10, "The consent has expired."),
    RECONSENT_REQUIRED(10, "The notice changed materially and the person has not consented anew."),
    PREFERENCE_OFF(11, "The person switched this topic off."),
    FREQUENCY_CAP(11, "The person wants fewer messages."),
    QUIET_HOURS(12, "Marketing is not allowed at this hour."),
    CONTENT_MISSING_OPTOUT(13, "The message lacks the sender's identity or a free way to opt out.");

    private final int gate;
    private final String detail;

    ReasonCode(int gate, String detail) {
        this.gate = gate;
        this.detail = detail;
    }

    /** Position in the send-permission order, 1 to 13. */
    public int gate() {
        return gate;
    }

    /** One sentence for people; holds no data of the person. */
    public String detail() {
        return detail;
    }
}

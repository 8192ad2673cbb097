package io.consentry.suppression.entry;

/** Why a request lifted an entry, and what shows that it might. Stored encrypted, never printed. */
public record ReleaseGrounds(String reason, String evidence) {

    @Override
    public String toString() {
        return "ReleaseGrounds[redacted]";
    }
}

package io.consentry.preference.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.preference.cases.DataSubjectCase.Closing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A case as the tenant reads it. Never printed.
 *
 * @param from masked
 */
@Schema(name = "Case")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseView(
        UUID id,

        @Schema(enumeration = {"access", "correction", "erasure", "unspecified"})
        String kind,

        @Schema(enumeration = {"page", "mail"}) String source,

        @Schema(
                enumeration = {"link", "sender", "unauthenticated"},
                description =
                        "What is known of who asked: they had a link that was sent to the address; the mail's sender, to which the"
                                + " receiving server did not object; a sender that it says is forged")
        String identity,

        @Nullable @Schema(description = "Masked") String from,

        @Schema(description = "Whom the ledger knows at the address, the first 10")
        List<UUID> subjectIds,

        @Nullable @Schema(description = "The tenant's id of the message whose link was used")
        String message,

        @Nullable @Schema(description = "In which the person read the page (BCP 47)")
        String locale,

        @Schema(description = "In the person's own words; may be empty")
        String text,

        Instant openedAt,

        @Schema(description = "The last day on which it may be answered, in the tenant's zone")
        LocalDate dueOn,

        @Nullable Instant closedAt,
        @Nullable String outcome,
        @Nullable String note) {

    static CaseView of(DataSubjectCase one) {
        Closing closing = one.closing();
        return new CaseView(
                one.id(),
                one.kind().wireName(),
                one.source(),
                one.identity(),
                one.content().from(),
                one.subjects(),
                one.content().message(),
                one.content().locale(),
                one.content().text(),
                one.openedAt(),
                one.dueOn(),
                closing == null ? null : closing.at(),
                closing == null ? null : closing.outcome().wireName(),
                closing == null ? null : closing.note());
    }

    @Override
    public String toString() {
        return "CaseView[" + id + "]";
    }
}

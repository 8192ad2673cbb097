package io.consentry.preference.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.preference.listing.ListPage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of messages that nobody decided, the oldest first.
 *
 * @param cursor asks for the next page; absent on the last one
 */
@Schema(name = "Reviews")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReviewsView(List<ReviewView> reviews, @Nullable String cursor) {

    static ReviewsView of(ListPage<Review> page) {
        return new ReviewsView(page.rows().stream().map(ReviewView::of).toList(), page.cursor());
    }

    /**
     * One message.
     *
     * @param from masked
     */
    @Schema(name = "Review")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReviewView(
            UUID id,
            String source,
            String reason,
            @Nullable String from,
            @Nullable String to,
            String text,
            Instant receivedAt,
            boolean held) {

        private static ReviewView of(Review review) {
            return new ReviewView(
                    review.id(),
                    review.source(),
                    review.reason(),
                    review.content().from(),
                    review.content().to(),
                    review.content().text(),
                    review.receivedAt(),
                    !review.optOuts().isEmpty());
        }

        @Override
        public String toString() {
            return "ReviewView[" + id + "]";
        }
    }
}

package io.consentry.preference.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The oldest messages that nobody decided; decide these to see more. */
@Schema(name = "Reviews")
record ReviewsView(List<ReviewView> reviews) {

    static ReviewsView of(List<Review> reviews) {
        return new ReviewsView(reviews.stream().map(ReviewView::of).toList());
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

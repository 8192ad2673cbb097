package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import io.consentry.contract.Topic;
import java.time.Instant;
import java.util.UUID;

/** What became of a message that somebody wrote back. It may come from nobody that is known: its order is its own. */
public sealed interface InboundEvent extends DomainEvent {

    /** The review that somebody in the tenant's house has to decide. */
    UUID reviewId();

    @Override
    default Topic topic() {
        return Topic.PREFERENCE_EVENTS;
    }

    @Override
    default String orderingKey() {
        return "review:" + reviewId();
    }

    /**
     * A message waits for a person to read it; what it may ask for holds until then, as an opt-out with an event of its own.
     *
     * @param source the hook it came by, such as {@code sms}
     * @param reason why it could not be read, such as {@code unclear}
     * @param openedAt when it arrived
     */
    @WireName("io.consentry.inbound.review-opened.v1")
    record ReviewOpened(UUID reviewId, String source, String reason, Instant openedAt) implements InboundEvent {

        public ReviewOpened {
            requireNonNull(reviewId, "reviewId");
            requireNonNull(source, "source");
            requireNonNull(reason, "reason");
            requireNonNull(openedAt, "openedAt");
        }
    }
}

package io.consentry.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person told preference-service, without an account. */
public sealed interface PreferenceEvent extends DomainEvent {

    /** The address at which the person was reached. */
    KeyedAddress address();

    @Override
    default Topic topic() {
        return Topic.PREFERENCE_EVENTS;
    }

    @Override
    default String orderingKey() {
        return address().key().value();
    }

    /**
     * A person opted out by link, page or word; durable before it was acknowledged (capability U7).
     *
     * @param purpose null means all purposes
     * @param channel null means all channels
     * @param occurredAt when the person acted
     * @param message the tenant's id of the message that carried the link; null when unknown
     */
    @WireName("io.consentry.preference.withdrawal-received.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WithdrawalReceived(
            KeyedAddress address,
            @Nullable PurposeKey purpose,
            @Nullable Channel channel,
            Instant occurredAt,
            CaptureMethod method,
            @Nullable String message)
            implements PreferenceEvent {}

    /**
     * The person took an opt-out back on the page that had recorded it (capability U2).
     *
     * @param withdrawal the id of the event that is undone
     * @param occurredAt when the person acted
     */
    @WireName("io.consentry.preference.withdrawal-undone.v1")
    record WithdrawalUndone(KeyedAddress address, UUID withdrawal, Instant occurredAt) implements PreferenceEvent {}
}

package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.Topic;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
     * @param repeat true when the same opt-out through the same link stood already, as far as preference-service knows
     * @param confirm true when the sender may confirm it by one message on the channel, without any marketing (rule B-13); at most once
     *     a day at an address
     */
    @WireName("io.consentry.preference.withdrawal-received.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WithdrawalReceived(
            KeyedAddress address,
            @Nullable PurposeKey purpose,
            @Nullable Channel channel,
            Instant occurredAt,
            CaptureMethod method,
            @Nullable String message,
            @Nullable Boolean repeat,
            @Nullable Boolean confirm)
            implements PreferenceEvent {

        public WithdrawalReceived {
            requireNonNull(address, "address");
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(method, "method");
        }

        /** Whether the same opt-out through the same link stood already. */
        @JsonIgnore
        public boolean isRepeat() {
            return Boolean.TRUE.equals(repeat);
        }
    }

    /**
     * An opt-out was taken back: by the person, on the page that had recorded it (capability U2) or by resuming at WhatsApp what they had
     * stopped there (rule D-05), or by the tenant, who had held what turned out to be none.
     *
     * @param withdrawal the id of the event that first told of the opt-out
     * @param repeats the ids of events that told of it again, each of which may have ended a consent given in between; none when null
     * @param occurredAt when that was
     * @param actor who did it; null in events of before, which do not say
     */
    @WireName("io.consentry.preference.withdrawal-undone.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WithdrawalUndone(
            KeyedAddress address,
            UUID withdrawal,
            @Nullable List<UUID> repeats,
            Instant occurredAt,
            @Nullable Actor actor)
            implements PreferenceEvent {

        public WithdrawalUndone {
            requireNonNull(address, "address");
            requireNonNull(withdrawal, "withdrawal");
            repeats = repeats == null || repeats.isEmpty() ? null : List.copyOf(repeats);
            requireNonNull(occurredAt, "occurredAt");
        }

        /** Whether the person did it. */
        @JsonIgnore
        public boolean isOwnAct() {
            return actor == Actor.SUBJECT;
        }

        /** All events that are undone. */
        public Set<UUID> withdrawals() {
            Set<UUID> all = new LinkedHashSet<>(repeats == null ? List.of() : repeats);
            all.add(withdrawal);
            return all;
        }
    }

    /**
     * The person saved choices in the preference center (capability P1).
     *
     * @param choices what was changed, at most one for a purpose on a channel; what the person left alone is not among them
     * @param pause a pause that the person began or ended; null when the person left that alone
     * @param frequencies how often the person wants what; what the person left alone is not among them
     * @param occurredAt when the person acted
     * @param locale in which the person read the page, a BCP 47 tag
     * @param center the version of the tenant's center that was shown, whose texts preference-service keeps; null when it has
     *     described none
     * @param notice the key of the privacy notice to which the page led; null when it led to none
     */
    @WireName("io.consentry.preference.choices-submitted.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChoicesSubmitted(
            KeyedAddress address,
            List<Choice> choices,
            @Nullable Pause pause,
            @Nullable List<FrequencyChoice> frequencies,
            Instant occurredAt,
            String locale,
            @Nullable Integer center,
            @Nullable String notice)
            implements PreferenceEvent {

        public ChoicesSubmitted {
            requireNonNull(address, "address");
            choices = List.copyOf(choices);
            frequencies = frequencies == null || frequencies.isEmpty() ? null : List.copyOf(frequencies);
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(locale, "locale");
        }
    }

    /**
     * No marketing for a while.
     *
     * @param until its end; null ends a pause
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pause(@Nullable Instant until) {}

    /**
     * A wish for one purpose on one channel.
     *
     * @param wanted true consents, false opts out
     */
    record Choice(PurposeKey purpose, Channel channel, boolean wanted) {

        public Choice {
            requireNonNull(purpose, "purpose");
            requireNonNull(channel, "channel");
        }
    }

    /**
     * A person confirmed, by the link in a mail, what was asked for in their name (capability P2); durable before it was acknowledged.
     * Until then nothing was allowed.
     *
     * @param optIn the request that was confirmed
     * @param grants what the person agreed to, at least one
     * @param notice what was shown; null when the tenant named none
     * @param requestedAt when the request was made
     * @param occurredAt when the person confirmed
     * @param wording what the person read, at most 2,000 characters
     * @param locale of the wording, a BCP 47 tag; null when the tenant named none
     * @param source where the request was made, such as the page's address; null when the tenant named none
     */
    @WireName("io.consentry.optin.confirmed.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OptInConfirmed(
            UUID optIn,
            KeyedAddress address,
            List<OptInGrant> grants,
            @Nullable NoticeRef notice,
            Instant requestedAt,
            Instant occurredAt,
            String wording,
            @Nullable String locale,
            @Nullable String source)
            implements PreferenceEvent {

        public OptInConfirmed {
            requireNonNull(optIn, "optIn");
            requireNonNull(address, "address");
            grants = List.copyOf(grants);
            requireNonNull(requestedAt, "requestedAt");
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(wording, "wording");
            if (grants.isEmpty()) {
                throw new IllegalArgumentException("grants: none (expected: at least one)");
            }
        }
    }

    /** One thing that a person agreed to. */
    record OptInGrant(PurposeKey purpose, Channel channel) {

        public OptInGrant {
            requireNonNull(purpose, "purpose");
            requireNonNull(channel, "channel");
        }
    }
}

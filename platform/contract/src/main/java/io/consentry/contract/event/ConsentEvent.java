package io.consentry.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.Topic;

/** A decision in the consent ledger (capability C1). Its JSON data is the {@link ConsentChange}. */
public sealed interface ConsentEvent extends DomainEvent {

    /** What happened, the same fields for every type. */
    ConsentChange change();

    /** The state in which it leaves the consent. */
    ConsentStatus status();

    @Override
    default Topic topic() {
        return Topic.CONSENT_EVENTS;
    }

    @Override
    default String orderingKey() {
        return change().subjectId().value().toString();
    }

    /** The person was asked for consent (rule A-06). */
    @WireName("io.consentry.consent.requested.v1")
    record ConsentRequested(@JsonValue ConsentChange change) implements ConsentEvent {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ConsentRequested {}

        @Override
        public ConsentStatus status() {
            return ConsentStatus.REQUESTED;
        }
    }

    /** The person consented. */
    @WireName("io.consentry.consent.given.v1")
    record ConsentGiven(@JsonValue ConsentChange change) implements ConsentEvent {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ConsentGiven {}

        @Override
        public ConsentStatus status() {
            return ConsentStatus.GIVEN;
        }
    }

    /** The person confirmed an earlier consent. */
    @WireName("io.consentry.consent.renewed.v1")
    record ConsentRenewed(@JsonValue ConsentChange change) implements ConsentEvent {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ConsentRenewed {}

        @Override
        public ConsentStatus status() {
            return ConsentStatus.RENEWED;
        }
    }

    /** The person said no when asked. */
    @WireName("io.consentry.consent.refused.v1")
    record ConsentRefused(@JsonValue ConsentChange change) implements ConsentEvent {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ConsentRefused {}

        @Override
        public ConsentStatus status() {
            return ConsentStatus.REFUSED;
        }
    }

    /** The person took consent back, or opted out without ever having consented (rule A-03). */
    @WireName("io.consentry.consent.withdrawn.v1")
    record ConsentWithdrawn(@JsonValue ConsentChange change) implements ConsentEvent {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ConsentWithdrawn {}

        @Override
        public ConsentStatus status() {
            return ConsentStatus.WITHDRAWN;
        }
    }

    /** The person objected to processing that does not rest on consent (rules A-04, B-10). */
    @WireName("io.consentry.consent.objected.v1")
    record ConsentObjected(@JsonValue ConsentChange change) implements ConsentEvent {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ConsentObjected {}

        @Override
        public ConsentStatus status() {
            return ConsentStatus.WITHDRAWN;
        }
    }

    /**
     * The consent that the ledger recorded as {@code cause} ended by itself at {@code occurredAt}: at the end of its validity, or of the time
     * without activity (capability C7). Whatever took its place meanwhile stands.
     */
    @WireName("io.consentry.consent.expired.v1")
    record ConsentExpired(@JsonValue ConsentChange change) implements ConsentEvent {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ConsentExpired {}

        @Override
        public ConsentStatus status() {
            return ConsentStatus.EXPIRED;
        }
    }

    /**
     * What the ledger recorded as {@code cause} was recorded by mistake, as by an import that is undone (capability C10): from here on it
     * counts for nothing; or, with the actor {@code subject}, the person took that opt-out back. What it had taken the place of follows anew.
     * Only the person's own act lifts the suppression entries that the opt-out led to, exactly those.
     */
    @WireName("io.consentry.consent.retracted.v1")
    record ConsentRetracted(@JsonValue ConsentChange change) implements ConsentEvent {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ConsentRetracted {}

        @Override
        public ConsentStatus status() {
            return ConsentStatus.INVALIDATED;
        }
    }
}

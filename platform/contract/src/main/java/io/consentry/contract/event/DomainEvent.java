package io.consentry.contract.event;

import io.consentry.contract.Topic;

/** A fact that one service publishes. Its id, tenant and time stand in the CloudEvents attributes, its content in the JSON data. */
public sealed interface DomainEvent
        permits CaseEvent,
                ConsentEvent,
                DecisionEvent,
                InboundEvent,
                NoticeEvent,
                PreferenceEvent,
                RegistryEvent,
                SubjectEvent,
                SuppressionEvent,
                TenantEvent {

    /** Where it is published. */
    Topic topic();

    /** What must stay in order: the record key is tenant and this, joined by a colon. */
    String orderingKey();

    /** The CloudEvents {@code type}. */
    default String wireName() {
        return EventCatalogue.wireName(getClass());
    }
}

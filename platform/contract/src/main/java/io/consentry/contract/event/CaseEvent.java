package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a request of a data subject (capability D1). What the person wrote is in no event. */
public sealed interface CaseEvent extends DomainEvent {

    /** The case that the tenant has to answer. */
    UUID caseId();

    @Override
    default Topic topic() {
        return Topic.PREFERENCE_EVENTS;
    }

    @Override
    default String orderingKey() {
        return "case:" + caseId();
    }

    /**
     * A person asked for what the law gives a data subject; durable before it was acknowledged.
     *
     * @param kind what is asked for: {@code access}, {@code correction}, {@code erasure}, or {@code unspecified} while nobody has read it
     * @param source how it came: {@code page} or {@code mail}
     * @param address at which the person was reached, or from which they wrote; null when none could be read
     * @param openedAt when it came
     * @param dueOn the last day on which it may be answered, in the tenant's zone
     */
    @WireName("io.consentry.case.opened.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CaseOpened(
            UUID caseId,
            String kind,
            String source,
            @Nullable KeyedAddress address,
            Instant openedAt,
            LocalDate dueOn) implements CaseEvent {

        public CaseOpened {
            requireNonNull(caseId, "caseId");
            requireNonNull(kind, "kind");
            requireNonNull(source, "source");
            requireNonNull(openedAt, "openedAt");
            requireNonNull(dueOn, "dueOn");
        }
    }

    /**
     * The tenant has answered.
     *
     * @param outcome {@code fulfilled}, {@code partly_fulfilled}, {@code refused} or {@code withdrawn}
     */
    @WireName("io.consentry.case.closed.v1")
    record CaseClosed(UUID caseId, String outcome, Instant closedAt) implements CaseEvent {

        public CaseClosed {
            requireNonNull(caseId, "caseId");
            requireNonNull(outcome, "outcome");
            requireNonNull(closedAt, "closedAt");
        }
    }
}

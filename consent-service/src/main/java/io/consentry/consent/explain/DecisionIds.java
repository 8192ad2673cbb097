package io.consentry.consent.explain;

import io.consentry.consent.decision.DecisionPolicy;
import io.consentry.consent.decision.Recipient;
import io.consentry.consent.decision.SendQuestion;
import io.consentry.consent.decision.Verdict;
import io.consentry.consent.explain.MadeDecision.Answer;
import io.consentry.consent.explain.MadeDecision.Asked;
import io.consentry.consent.explain.MadeDecision.Inputs;
import io.consentry.kit.tenant.Tenant;
import java.time.Instant;

/** Gives the decisions of one reading their ids. */
public final class DecisionIds {

    private final Tenant tenant;
    private final Inputs inputs;

    /**
     * @param at when the questions are answered
     * @param fresh whether the projections were within the staleness limit
     * @param snapshot PostgreSQL's {@code pg_snapshot} of the reading
     * @param calendarRevision of the region's proclaimed days
     * @param noticeRevision of the tenant's notices
     */
    public DecisionIds(
            Tenant tenant, Instant at, boolean fresh, String snapshot, long calendarRevision, long noticeRevision) {
        this.tenant = tenant;
        this.inputs = new Inputs(
                at, fresh, snapshot, tenant.version(), calendarRevision, noticeRevision, DecisionPolicy.VERSION);
    }

    /** A compact, encrypted and authenticated text; no address can be read from it. */
    public String of(Recipient recipient, SendQuestion question, Verdict verdict) {
        return DecisionIdCodec.encode(
                tenant.keys(), new MadeDecision(inputs, recipient, Asked.of(question), Answer.of(verdict)));
    }
}

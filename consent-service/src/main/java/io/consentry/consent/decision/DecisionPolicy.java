package io.consentry.consent.decision;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The send-permission decision of rules.md, as a pure function: every gate that fails is named, in the order of the gates, and nothing
 * is allowed unless none does. Messages that are not marketing pass the marketing gates (5 to 13) and no others.
 */
public final class DecisionPolicy {

    /** One more whenever the same facts may lead to another answer: a decision is replayed by the policy that made it, or not at all. */
    public static final int VERSION = 5;

    private static final List<Gate> ALWAYS = List.of(
            new TenantGate(), new PurposeGate(), new RecipientGate(), new HardSuppressionGate(), new RestrictionGate());
    private static final List<Gate> MARKETING = List.of(
            MarketingSuppressionGate.optOuts(),
            MarketingSuppressionGate.complaints(),
            new RegistryGate(),
            new ChildGate());
    private static final Gate PREFERENCES = new PreferenceGate();
    private static final Gate CONTENT = new ContentGate();

    /** So many of one code prove it; the list and the history have them all. */
    private static final int SAME_CODE_MAX = 5;

    private DecisionPolicy() {}

    /**
     * Decides for the moment at which the message is to be sent, or now.
     *
     * @param asked when the question is answered; what has ended by then has ended, whenever the message was to be sent
     */
    public static Verdict decide(ContactFacts facts, SendQuestion question, Situation situation, Instant asked) {
        Case whole = Case.of(facts, question, situation, asked);
        List<Reason> reasons = new ArrayList<>();
        ALWAYS.forEach(gate -> gate.examine(whole, reasons));
        if (!question.isMarketing()) {
            return new Verdict(bounded(reasons), Optional.empty(), Optional.empty(), List.of());
        }
        MARKETING.forEach(gate -> gate.examine(whole, reasons));
        Ground ground = Ground.of(whole);
        ground.lack().ifPresent(reasons::add);
        new ReconsentGate(ground.consent()).examine(whole, reasons);
        PREFERENCES.examine(whole, reasons);
        Opening opening = Opening.of(whole);
        ContactHoursGate.examine(whole, opening, ground.consent(), reasons);
        CONTENT.examine(whole, reasons);
        explainClass(question, reasons);
        return new Verdict(bounded(reasons), ground.consent(), ground.end(whole), opening.agreements());
    }

    private static List<Reason> bounded(List<Reason> reasons) {
        Map<ReasonCode, Integer> counts = new EnumMap<>(ReasonCode.class);
        return reasons.stream()
                .filter(reason -> counts.merge(reason.code(), 1, Integer::sum) <= SAME_CODE_MAX)
                .toList();
    }

    /** An unknown class is no reason to deny; where something else is, it may be why the marketing gates were asked at all. */
    private static void explainClass(SendQuestion question, List<Reason> reasons) {
        if (!question.classKnown() && !reasons.isEmpty()) {
            reasons.add(Reason.of(ReasonCode.CLASS_UNKNOWN));
            reasons.sort(Comparator.comparing(reason -> reason.code().gate()));
        }
    }
}

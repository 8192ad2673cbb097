package io.consentry.consent.ledger;

import io.consentry.consent.ledger.RecordConsentRequest.EvidenceRequest;
import io.consentry.contract.Actor;
import io.consentry.contract.AffirmativeAction;
import io.consentry.contract.Channel;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.event.SubjectEvent.AgreedHours;
import io.consentry.contract.event.SubjectEvent.AgreedSpan;
import io.consentry.kit.problem.Violations;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/subjects/{id}/hours-agreements}.
 *
 * @param channels on which the person may be contacted in these hours
 * @param anyTime every hour of every day, Sundays and public holidays included; then the next two are left out
 * @param weekly parts of days, in the tenant's time zone; at most {@value #SPANS_MAX}
 * @param publicHolidays whether they hold on public holidays too; null for no
 * @param validUntil when it ends by itself; null when it does not
 * @param evidence as of a consent; the person's own act, in writing, with its wording
 */
record HoursAgreementRequest(
        @Nullable List<String> channels,
        @Nullable Boolean anyTime,
        @Nullable List<SpanRequest> weekly,
        @Nullable Boolean publicHolidays,
        @Nullable String validUntil,
        @Nullable NoticeRef notice,
        @Nullable EvidenceRequest evidence) {

    static final int SPANS_MAX = 28;

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final String START_OF_DAY = "00:00";
    private static final String END_OF_DAY = "24:00";
    private static final AgreedHours ANY_TIME = new AgreedHours(
            Arrays.stream(DayOfWeek.values())
                    .map(day -> new AgreedSpan(day, START_OF_DAY, END_OF_DAY))
                    .toList(),
            true);

    /**
     * The same part of several days.
     *
     * @param days such as {@code MONDAY}
     * @param from such as {@code 06:00}
     * @param to later on the same day; {@code 24:00} ends it
     */
    record SpanRequest(
            @Nullable List<String> days,
            @Nullable String from,
            @Nullable String to) {}

    HoursAgreementCommand toCommand(Clock clock) {
        Violations violations = new Violations();
        List<Channel> on = channels(channels, violations);
        AgreedHours hours = hours(violations);
        Evidence proof = new EvidenceParser(clock).parse(evidence, notice, true, true, violations);
        if (evidence != null && proof != null) {
            requireInWriting(proof, violations);
        }
        Instant until = violations.readInstant("validUntil", validUntil);
        if (until != null && proof != null && !until.isAfter(proof.occurredAt())) {
            violations.add("validUntil", "order", "must be later than the agreement");
        }
        violations.throwIfAny();
        if (proof == null) {
            throw new IllegalStateException("evidence is there when nothing is wrong");
        }
        return new HoursAgreementCommand(on, hours, until, proof);
    }

    /** Channels of a request, each once; notes a violation for what is none, and where there is none at all. */
    static List<Channel> channels(@Nullable List<String> given, Violations violations) {
        if (given == null || given.isEmpty() || given.size() > Channel.values().length) {
            violations.add("channels", "count", "needs 1 to " + Channel.values().length + " channels");
            return List.of();
        }
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (int i = 0; i < given.size(); i++) {
            Channel channel = violations.read("channels[" + i + "]", given.get(i), Channel::of, true);
            if (channel != null && !channels.add(channel)) {
                violations.add("channels[" + i + "]", "duplicate", "stands in the list already");
            }
        }
        return List.copyOf(channels);
    }

    private AgreedHours hours(Violations violations) {
        if (Boolean.TRUE.equals(anyTime)) {
            if (weekly != null || publicHolidays != null) {
                violations.add("anyTime", "exclusive", "leaves no room for weekly and publicHolidays");
            }
            return ANY_TIME;
        }
        if (weekly == null || weekly.isEmpty() || weekly.size() > SPANS_MAX) {
            violations.add("weekly", "count", "needs 1 to " + SPANS_MAX + " spans, or anyTime true in its place");
            return ANY_TIME;
        }
        List<AgreedSpan> spans = new ArrayList<>();
        for (int i = 0; i < weekly.size(); i++) {
            spans.addAll(spans(weekly.get(i), "weekly[" + i + "]", violations));
        }
        if (spans.size() > SPANS_MAX) {
            violations.add("weekly", "count", "has more than " + SPANS_MAX + " spans when each day is counted");
        }
        spans.sort(Comparator.comparing(AgreedSpan::day).thenComparing(AgreedSpan::from));
        for (int i = 1; i < spans.size(); i++) {
            if (overlap(spans.get(i - 1), spans.get(i))) {
                violations.add("weekly", "overlap", "spans of " + spans.get(i).day() + " overlap");
            }
        }
        return new AgreedHours(spans, Boolean.TRUE.equals(publicHolidays));
    }

    private static boolean overlap(AgreedSpan one, AgreedSpan next) {
        return one.day() == next.day() && next.from().compareTo(one.to()) < 0;
    }

    private static List<AgreedSpan> spans(@Nullable SpanRequest given, String path, Violations violations) {
        if (given == null) {
            violations.add(path, "required", "is required");
            return List.of();
        }
        String from = time(path + ".from", given.from(), false, violations);
        String to = time(path + ".to", given.to(), true, violations);
        if (from != null && to != null && from.compareTo(to) >= 0) {
            violations.add(path + ".to", "order", "must be later than from; what passes midnight is two spans");
        }
        if (given.days() == null || given.days().isEmpty() || given.days().size() > DayOfWeek.values().length) {
            violations.add(path + ".days", "count", "needs 1 to 7 days");
            return List.of();
        }
        List<AgreedSpan> spans = new ArrayList<>();
        for (int i = 0; i < given.days().size(); i++) {
            DayOfWeek day =
                    violations.read(path + ".days[" + i + "]", given.days().get(i), HoursAgreementRequest::day, true);
            if (day != null && from != null && to != null) {
                spans.add(new AgreedSpan(day, from, to));
            }
        }
        return spans;
    }

    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of MONDAY to SUNDAY"));
    }

    private static @Nullable String time(
            String path, @Nullable String text, boolean mayEndTheDay, Violations violations) {
        if (text == null) {
            violations.add(path, "required", "is required");
            return null;
        }
        if (TIME.matcher(text).matches() || mayEndTheDay && text.equals(END_OF_DAY)) {
            return text;
        }
        violations.add(path, "not-a-time", "must be a time such as 06:00");
        return null;
    }

    /** The law asks for the consumer's express written agreement: nobody else's word, and nothing that was only said, is one. */
    private static void requireInWriting(Evidence evidence, Violations violations) {
        if (!evidence.method().isInWriting()) {
            violations.add("evidence.method", "not-in-writing", "is no way to agree in writing (A-18)");
        }
        if (evidence.affirmativeAction() == AffirmativeAction.SPOKEN) {
            violations.add("evidence.affirmativeAction", "not-in-writing", "is no way to agree in writing (A-18)");
        }
        if (evidence.actor() != Actor.SUBJECT) {
            violations.add("evidence.actor", "not-the-person", "only the person can agree (A-18)");
        }
        violations.require("evidence.wording", evidence.wording());
    }

    @Override
    public String toString() {
        return "HoursAgreementRequest[redacted]";
    }
}

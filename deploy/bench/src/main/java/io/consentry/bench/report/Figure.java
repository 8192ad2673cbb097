package io.consentry.bench.report;

import java.util.Locale;

/**
 * One line of the results.
 *
 * @param what was measured
 * @param measured the absolute figure
 * @param ratio to the reference; empty when it has none
 * @param target what issue 3 asks for; empty when it asks for nothing
 * @param verdict whether it is met
 */
public record Figure(String what, String measured, String ratio, String target, Verdict verdict) {

    /** Whether a target is met. */
    public enum Verdict {
        MET("met"),
        MISSED("**missed**"),
        NONE("");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        static Verdict of(boolean met) {
            return met ? MET : MISSED;
        }
    }

    /** A figure that stands for itself. */
    public static Figure of(String what, String measured) {
        return new Figure(what, measured, "", "", Verdict.NONE);
    }

    /** A figure beside a reference. */
    public static Figure of(String what, String measured, double value, double reference, String unit) {
        return new Figure(what, measured, ratio(value / reference, unit), "", Verdict.NONE);
    }

    /** The same with a target: at least so many times the reference. */
    public static Figure atLeast(
            String what, String measured, double value, double reference, String unit, double target) {
        double ratio = value / reference;
        return new Figure(
                what, measured, ratio(ratio, unit), "at least " + ratio(target, unit), Verdict.of(ratio >= target));
    }

    /** The same with a target: at most so many times the reference. */
    public static Figure atMost(
            String what, String measured, double value, double reference, String unit, double target) {
        double ratio = value / reference;
        return new Figure(
                what, measured, ratio(ratio, unit), "at most " + ratio(target, unit), Verdict.of(ratio <= target));
    }

    /** A rate with a target of its own. */
    public static Figure perSecond(String what, double rate, String unit, double least) {
        return new Figure(
                what,
                String.format(Locale.ROOT, "%,.0f %s/s", rate, unit),
                "",
                String.format(Locale.ROOT, "at least %,.0f %s/s", least, unit),
                Verdict.of(rate >= least));
    }

    /** A duration with a limit. */
    public static Figure under(String what, double millis, double millisLimit) {
        return new Figure(
                what,
                String.format(Locale.ROOT, "%.2f ms", millis),
                "",
                String.format(Locale.ROOT, "under %.0f ms", millisLimit),
                Verdict.of(millis < millisLimit));
    }

    private static String ratio(double value, String unit) {
        return String.format(Locale.ROOT, "%.2f %s", value, unit);
    }

    String verdictText() {
        return verdict.text;
    }
}

package io.consentry.consent.notice;

import java.util.Locale;
import java.util.regex.Pattern;

/** What notices say and law does not allow to rely on; consentry never does (rules.md, section 0, point 9). */
enum UnsoundClaim {
    CONSENT_BY_USE(
            "001-02, B-01, A-10",
            "Using a service is no consent. Ask for it with an act of its own.",
            "\\bby (using|accessing|visiting|continuing) .{0,80}\\byou (\\w{1,20} ){0,2}(consent|agree|accept)\\b"),
    ACCEPTANCE_BY_USE(
            "001-74, B-01",
            "Continued use accepts no change. Name the purposes in requiresReconsent, and ask anew.",
            "\\bcontinu(ed|ing to) use\\b.{0,120}\\b(accept|consent|agree)"),
    PRIVACY_SHIELD(
            "001-51",
            "The Privacy Shield carries no transfer since 2020. Name another mechanism.",
            "\\bprivacy shield\\b");

    private final String rule;
    private final String message;
    private final Pattern words;

    UnsoundClaim(String rule, String message, String words) {
        this.rule = rule;
        this.message = message;
        this.words = Pattern.compile(words);
    }

    /** Whether a folded English text makes it. */
    boolean isIn(String folded) {
        return words.matcher(folded).find();
    }

    /** That the text at a path makes it. */
    NoticeFinding made(String path) {
        return new NoticeFinding(name().toLowerCase(Locale.ROOT).replace('_', '-'), rule, path, message);
    }
}

package io.consentry.consent.notice;

import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.problem.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /v1/notices/{key}/versions/{version}}. */
record NoticeRequest(
        @Nullable Map<String, String> text,
        @Nullable String effectiveFrom,
        @Nullable String reason,
        @Nullable Map<String, String> summary,
        @Nullable Boolean material,
        @Nullable List<String> requiresReconsent) {

    static final int LOCALES_MAX = 30;
    static final int TEXT_LENGTH_MAX = 200_000;
    static final int SUMMARY_LENGTH_MAX = 4_000;
    static final int PURPOSES_MAX = 200;

    /** What PostgreSQL can keep, with room to spare. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2100-12-31T00:00:00Z");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");

    /** @param purposes those of the tenant's catalogue */
    NoticeContent toContent(String key, String version, Set<PurposeKey> purposes) {
        Violations violations = new Violations();
        violations.requireKey("key", key);
        if (!VERSION.matcher(version).matches()) {
            violations.add(
                    "version",
                    "shape",
                    "must be 1 to 64 letters, digits, dots, hyphens, underscores, beginning with a letter or digit");
        }
        Instant from = parseEffectiveFrom(violations);
        Map<String, String> texts = text == null ? Map.of() : text;
        if (texts.isEmpty()) {
            violations.add("text", "required", "needs a text in at least one language");
        }
        requireTexts("text", texts, TEXT_LENGTH_MAX, violations);
        ChangeReason why = violations.read("reason", reason, ChangeReason::of, false);
        List<PurposeKey> reconsent = parsePurposes(purposes, violations);
        boolean isMaterial = material == null ? !reconsent.isEmpty() : material;
        if (!isMaterial && !reconsent.isEmpty()) {
            violations.add("material", "contradiction", "is false, and requiresReconsent names purposes");
        }
        Map<String, String> changes = summary == null ? Map.of() : summary;
        requireTexts("summary", changes, SUMMARY_LENGTH_MAX, violations);
        requireSummaries(texts, changes, isMaterial, violations);
        violations.throwIfAny();
        if (from == null) {
            throw new IllegalStateException("the instant is there when nothing is wrong");
        }
        return new NoticeContent(new NoticeRef(key, version), from, why, isMaterial, reconsent, texts, changes);
    }

    private @Nullable Instant parseEffectiveFrom(Violations violations) {
        if (!violations.require("effectiveFrom", effectiveFrom)) {
            return null;
        }
        Instant from = violations.readInstant("effectiveFrom", effectiveFrom);
        if (from != null && (from.isBefore(EARLIEST) || from.isAfter(LATEST))) {
            violations.add("effectiveFrom", "range", "must be from 1990 to 2100");
            return null;
        }
        return from == null ? null : from.truncatedTo(ChronoUnit.MICROS);
    }

    /** A purpose that nobody can consent to would protect nobody: most likely its name is misspelt. */
    private List<PurposeKey> parsePurposes(Set<PurposeKey> known, Violations violations) {
        List<PurposeKey> parsed = new ArrayList<>();
        List<String> given = requiresReconsent == null ? List.of() : requiresReconsent;
        if (given.size() > PURPOSES_MAX) {
            violations.add("requiresReconsent", "too-many", "may have at most " + PURPOSES_MAX + " purposes");
            return parsed;
        }
        for (int i = 0; i < given.size(); i++) {
            @Nullable String one = given.get(i);
            if (one != null && PurposeKey.isValid(one) && known.contains(new PurposeKey(one))) {
                parsed.add(new PurposeKey(one));
            } else {
                violations.add(
                        "requiresReconsent[" + i + "]",
                        "unknown-purpose",
                        "is not in the catalogue; PUT /v1/purposes/{key} adds it");
            }
        }
        return parsed;
    }

    private static void requireTexts(String path, Map<String, String> texts, int lengthMax, Violations violations) {
        if (texts.size() > LOCALES_MAX) {
            violations.add(path, "too-many", "may have at most " + LOCALES_MAX + " languages");
            return;
        }
        texts.forEach((language, one) -> {
            if (!LANGUAGE.matcher(language).matches()) {
                violations.add(path, "language", "needs language tags such as en or en-ZA as names");
            } else if (violations.require(path + "." + language, one)) {
                violations.requireAtMost(path + "." + language, one, lengthMax);
                if (!isPrintable(one)) {
                    violations.add(path + "." + language, "character", "may not hold control characters");
                }
            }
        });
    }

    /** Whoever reads a text is told what has changed in it (requirement 001-73). */
    private static void requireSummaries(
            Map<String, String> texts, Map<String, String> summaries, boolean material, Violations violations) {
        Set<String> beside = new HashSet<>(summaries.keySet());
        beside.removeAll(texts.keySet());
        if (!beside.isEmpty()) {
            violations.add("summary", "without-text", "may have no language in which there is no text");
        }
        Set<String> lacking = new HashSet<>(texts.keySet());
        lacking.removeAll(summaries.keySet());
        if (material && !lacking.isEmpty()) {
            violations.add(
                    "summary", "required", "a material change needs a summary in every language of the text (001-73)");
        }
    }

    /** Half a surrogate pair has no form in UTF-8, so that the text kept would not be the text hashed. */
    private static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(character -> Character.getType(character) == Character.SURROGATE
                        || Character.isISOControl(character)
                                && character != '\n'
                                && character != '\r'
                                && character != '\t');
    }
}

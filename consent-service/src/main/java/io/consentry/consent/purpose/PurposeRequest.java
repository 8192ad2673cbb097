package io.consentry.consent.purpose;

import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.problem.Violations;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A purpose as a tenant describes it. */
record PurposeRequest(
        @Nullable Map<String, String> name,
        @Nullable Map<String, String> description,
        @Nullable String messageClass,
        @Nullable List<String> channels,
        @Nullable Map<String, String> basis,
        @Nullable String validity,
        @Nullable String inactivity,
        @Nullable List<String> topics,
        @Nullable String dpv,
        @Nullable Boolean softOptIn,
        @Nullable List<String> similarTo,
        @Nullable List<String> specialCategories,
        @Nullable List<RecipientRequest> recipients) {

    private static final Set<String> FORBIDDEN = Set.of("sale", "ai-training", "ai_training", "aitraining");
    private static final Set<String> REGIMES = Set.of("popia", "gdpr");
    private static final int TEXTS_MAX = 50;
    private static final int TOPICS_MAX = 200;
    private static final int SIMILAR_MAX = 200;
    private static final int CATEGORY_LENGTH_MAX = 200;

    Purpose toPurpose(String key) {
        Violations violations = new Violations();
        violations.requireKey("key", key);
        if (FORBIDDEN.contains(key.toLowerCase(Locale.ROOT))) {
            violations.add(
                    "key",
                    "forbidden-purpose",
                    "personal information is never sold nor used to train general AI (000-19, 000-20)");
        }
        if (violations.require("name", name) && name != null && name.isEmpty()) {
            violations.add("name", "required", "needs a text in at least one language");
        }
        requireTexts(violations, "name", name);
        requireTexts(violations, "description", description);
        violations.requireAtMost("dpv", dpv, 200);
        MessageClass parsedClass = violations.read("messageClass", messageClass, MessageClass::of, false);
        List<Channel> parsedChannels = parseChannels(violations);
        Map<String, LawfulBasis> parsedBasis = parseBasis(violations);
        refuseLegitimateInterest(violations, parsedClass, parsedChannels, parsedBasis);
        requireRoomForSoftOptIn(violations, parsedClass, parsedChannels, parsedBasis);
        Period parsedValidity = violations.read("validity", validity, PurposeRequest::period, false);
        Period parsedInactivity = violations.read("inactivity", inactivity, PurposeRequest::period, false);
        requireTopics(violations);
        requireSimilar(violations);
        List<SpecialCategory> special = parseSpecial(violations);
        List<Recipient> named = RecipientRequest.parse(recipients, name, violations);
        refuseSoftOptIn(special, named, parsedBasis, violations);
        violations.throwIfAny();
        return new Purpose(
                new PurposeKey(key),
                name == null ? Map.of() : name,
                description == null ? Map.of() : description,
                parsedClass == null ? MessageClass.MARKETING : parsedClass,
                parsedChannels,
                parsedBasis,
                parsedValidity,
                parsedInactivity,
                topics == null ? List.of() : topics,
                dpv,
                softOptIn,
                similarTo == null
                        ? List.of()
                        : similarTo.stream().map(String::strip).toList(),
                special,
                named,
                0);
    }

    private List<Channel> parseChannels(Violations violations) {
        List<Channel> parsed = new ArrayList<>();
        if (channels == null || channels.isEmpty()) {
            violations.add("channels", "required", "needs at least one channel");
            return parsed;
        }
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = violations.read("channels[" + i + "]", channels.get(i), Channel::of, true);
            if (channel != null && !parsed.contains(channel)) {
                parsed.add(channel);
            }
        }
        return parsed;
    }

    private Map<String, LawfulBasis> parseBasis(Violations violations) {
        Map<String, LawfulBasis> parsed = new HashMap<>();
        if (basis == null || basis.isEmpty()) {
            violations.add("basis", "required", "needs the lawful basis for at least one of popia, gdpr (000-12)");
            return parsed;
        }
        basis.forEach((regime, value) -> {
            if (!REGIMES.contains(regime)) {
                violations.add("basis." + regime, "unknown-regime", "must be popia or gdpr");
            } else {
                LawfulBasis.find(value == null ? "" : value)
                        .ifPresentOrElse(
                                found -> parsed.put(regime, found),
                                () -> violations.add(
                                        "basis." + regime, "unknown-basis", "is not a lawful basis (A-01, B-06)"));
            }
        });
        return parsed;
    }

    /** POPIA s69: electronic direct marketing needs consent or the customer exception, also to companies (004-11). */
    private static void refuseLegitimateInterest(
            Violations violations,
            @Nullable MessageClass messageClass,
            List<Channel> channels,
            Map<String, LawfulBasis> basis) {
        boolean marketing = messageClass == null || messageClass.isMarketing();
        LawfulBasis popia = basis.get("popia");
        boolean enough = popia == null || popia == LawfulBasis.CONSENT || popia == LawfulBasis.SOFT_OPT_IN;
        if (marketing && !enough && channels.stream().anyMatch(Channel::isElectronic)) {
            violations.add(
                    "basis.popia",
                    "basis-not-enough",
                    "electronic direct marketing needs consent or soft_opt_in (POPIA s69, 004-11)");
        }
    }

    /** The customer exception is one from the ban on electronic direct marketing; there is no other use for it. */
    private void requireRoomForSoftOptIn(
            Violations violations,
            @Nullable MessageClass messageClass,
            List<Channel> channels,
            Map<String, LawfulBasis> basis) {
        boolean marketing = messageClass == null || messageClass.isMarketing();
        if (Boolean.TRUE.equals(softOptIn) && !(marketing && channels.stream().anyMatch(Channel::isElectronic))) {
            violations.add("softOptIn", "not-marketing", "is for electronic marketing only (A-08)");
        }
        if (Boolean.FALSE.equals(softOptIn) && basis.containsValue(LawfulBasis.SOFT_OPT_IN)) {
            violations.add("softOptIn", "contradiction", "is false, and basis names soft_opt_in");
        }
    }

    private void requireTopics(Violations violations) {
        List<String> given = topics == null ? List.of() : topics;
        if (given.size() > TOPICS_MAX) {
            violations.add("topics", "too-many", "may have at most " + TOPICS_MAX + " topics");
        }
        for (int i = 0; i < given.size(); i++) {
            if (violations.require("topics[" + i + "]", given.get(i))) {
                violations.requireKey("topics[" + i + "]", given.get(i));
            }
        }
    }

    private List<SpecialCategory> parseSpecial(Violations violations) {
        List<String> given = specialCategories == null ? List.of() : specialCategories;
        List<SpecialCategory> parsed = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            SpecialCategory category =
                    violations.read("specialCategories[" + i + "]", given.get(i), SpecialCategory::of, true);
            if (category != null && !parsed.contains(category)) {
                parsed.add(category);
            }
        }
        return parsed;
    }

    /** What a customer bought is no explicit consent, and what others sell is not the tenant's own. */
    private void refuseSoftOptIn(
            List<SpecialCategory> special,
            List<Recipient> named,
            Map<String, LawfulBasis> basis,
            Violations violations) {
        boolean soft = Boolean.TRUE.equals(softOptIn) || basis.containsValue(LawfulBasis.SOFT_OPT_IN);
        if (soft && !special.isEmpty()) {
            violations.add("softOptIn", "not-explicit", "special categories need explicit consent (003-04)");
        }
        if (soft && named.stream().anyMatch(Recipient::isThirdParty)) {
            violations.add("softOptIn", "not-own", "is for the tenant's own products only (A-08)");
        }
    }

    private void requireSimilar(Violations violations) {
        List<String> given = similarTo == null ? List.of() : similarTo;
        if (given.size() > SIMILAR_MAX) {
            violations.add("similarTo", "too-many", "may name at most " + SIMILAR_MAX + " product categories");
        }
        for (int i = 0; i < given.size(); i++) {
            if (violations.require("similarTo[" + i + "]", given.get(i))) {
                violations.requireAtMost("similarTo[" + i + "]", given.get(i), CATEGORY_LENGTH_MAX);
            }
        }
    }

    private static void requireTexts(Violations violations, String path, @Nullable Map<String, String> texts) {
        if (texts == null) {
            return;
        }
        if (texts.size() > TEXTS_MAX) {
            violations.add(path, "too-many", "may have at most " + TEXTS_MAX + " languages");
        }
        texts.forEach((language, text) -> {
            if (violations.require(path + "." + language, text)) {
                violations.requireAtMost(path + "." + language, text, 2_000);
            }
        });
    }

    private static Period period(String text) {
        try {
            Period period = Period.parse(text);
            if (!period.isNegative() && !period.isZero()) {
                return period;
            }
        } catch (DateTimeException e) {
            // refused below, like a period that is not positive
        }
        throw new IllegalArgumentException("must be a positive ISO 8601 period such as P24M");
    }
}

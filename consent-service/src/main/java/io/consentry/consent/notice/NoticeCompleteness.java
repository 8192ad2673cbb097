package io.consentry.consent.notice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the texts of a notice lack of POPIA s18 and GDPR Art. 13, and what they should not say (rules A-22 and B-08, requirement 004-20).
 * Pure. English is read; of a text in another language it is said that it was not, since silence would pass for praise.
 */
final class NoticeCompleteness {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private NoticeCompleteness() {}

    /**
     * @param texts by language tag
     * @param names of the responsible party, one of which must stand in each text
     */
    static List<NoticeFinding> check(Map<String, String> texts, Collection<String> names) {
        List<NoticeFinding> findings = new ArrayList<>();
        new TreeMap<>(texts).forEach((language, text) -> {
            String path = "text." + language;
            if (language.equals("en") || language.startsWith("en-")) {
                findings.addAll(check(path, fold(text), names));
            } else {
                findings.add(
                        new NoticeFinding(
                                "not-checked",
                                "A-22, B-08",
                                path,
                                "Only English is checked. Compare this text with the English one, or with POPIA s18 and GDPR Art. 13."));
            }
        });
        return findings;
    }

    private static List<NoticeFinding> check(String path, String folded, Collection<String> names) {
        List<NoticeFinding> findings = new ArrayList<>();
        if (names.stream().noneMatch(name -> isNamed(name, folded))) {
            findings.add(new NoticeFinding(
                    "no-name",
                    "POPIA s18(1)(b), GDPR Art. 13(1)(a)",
                    path,
                    "Name the responsible party by the legal or trading name of the tenant's settings."));
        }
        for (RequiredItem item : RequiredItem.values()) {
            if (!item.isIn(folded)) {
                findings.add(item.missing(path));
            }
        }
        for (UnsoundClaim claim : UnsoundClaim.values()) {
            if (claim.isIn(folded)) {
                findings.add(claim.made(path));
            }
        }
        return findings;
    }

    private static boolean isNamed(String name, String folded) {
        String words = words(fold(name));
        return !words.isBlank() && words(folded).contains(words);
    }

    /** Words with one space before, between and behind them. */
    private static String words(String text) {
        return " " + BETWEEN_WORDS.matcher(text).replaceAll(" ").strip() + " ";
    }

    /** Without combining marks, over all of which each word boundary would look back, and final sigmas, for each of which the text is split. */
    private static String fold(String text) {
        String plain = MARKS.matcher(text.replace('\u03a3', '\u03c3').toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace('\u2018', '\'')
                .replace('\u2019', '\'')
                .replace('\u2013', '-')
                .replace('\u2014', '-');
        return WHITE_SPACE.matcher(plain).replaceAll(" ");
    }
}

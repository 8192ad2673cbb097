package io.consentry.preference.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of the pages (capability P3), English first: it is what nobody's wish ends in. */
public enum Language {
    ENGLISH("en", "English"),
    AFRIKAANS("af", "Afrikaans"),
    ZULU("zu", "isiZulu"),
    XHOSA("xh", "isiXhosa"),
    SOTHO("st", "Sesotho");

    private static final int WISHES_LENGTH_MAX = 200;

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** As it stands in the page's {@code lang} and in addresses (BCP 47). */
    public String tag() {
        return tag;
    }

    /** Its name in itself. */
    public String ownName() {
        return ownName;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /**
     * The language to show.
     *
     * @param asked for in the address; outweighs the browser's wishes
     * @param wishes {@code Accept-Language} (RFC 9110 section 12.5.4)
     */
    public static Language choose(@Nullable String asked, @Nullable String wishes) {
        return wished(asked, wishes).orElse(ENGLISH);
    }

    /** The same; empty when nothing is wished that we speak. */
    public static Optional<Language> wished(@Nullable String asked, @Nullable String wishes) {
        return find(asked).or(() -> best(wishes));
    }

    /** A tenant's text in this language, else in English, else in any; empty when there is none. */
    public String pick(Map<String, String> texts) {
        String exact = texts.get(tag);
        if (exact != null) {
            return exact;
        }
        String english = texts.get(ENGLISH.tag);
        return english != null
                ? english
                : texts.values().stream().sorted().findFirst().orElse("");
    }

    /** The language of a tag; empty when it is none of these. */
    public static Optional<Language> find(@Nullable String tag) {
        return Arrays.stream(values()).filter(known -> known.tag.equals(tag)).findFirst();
    }

    private static Optional<Language> best(@Nullable String wishes) {
        if (wishes == null || wishes.length() > WISHES_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            List<String> tags = Arrays.stream(values()).map(Language::tag).toList();
            return find(Locale.lookupTag(Locale.LanguageRange.parse(wishes), tags));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

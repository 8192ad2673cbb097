package io.consentry.preference.branding;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.consentry.contract.PurposeKey;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.LinkPage;
import io.consentry.preference.page.Pages.Branding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all pages and mails share of a tenant's center.
 *
 * @param colour of buttons and links on white; null for ours
 * @param logo a {@code data:} address; null for none
 * @param unsubscribeIntro what the tenant says above the buttons to unsubscribe, by language; null for nothing
 * @param topics with their names; null for none
 * @param language of mails to people whose language is not known, a tag; null for English
 */
public record Look(
        @Nullable String colour,
        @Nullable String logo,
        @Nullable Map<String, String> unsubscribeIntro,
        @Nullable List<Topic> topics,
        @Nullable String language) {

    /** Of a tenant that has described no center. */
    public static final Look PLAIN = new Look(null, null, null, null, null);

    /** A topic as people read it. */
    public record Topic(PurposeKey purpose, Map<String, String> name) {}

    @JsonIgnore
    public Branding branding() {
        return new Branding(colour, logo);
    }

    /** What the tenant says above the buttons to unsubscribe; may be empty. */
    public String unsubscribeIntro(Language shown) {
        return unsubscribeIntro == null ? "" : shown.pick(unsubscribeIntro);
    }

    /** A purpose as people read it; empty for none. */
    public String topic(@Nullable PurposeKey purpose, Language shown) {
        return topics == null
                ? LinkPage.words(purpose)
                : topics.stream()
                        .filter(topic -> topic.purpose().equals(purpose))
                        .map(topic -> shown.pick(topic.name()))
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElseGet(() -> LinkPage.words(purpose));
    }

    /** The language of mails to people whose language is not known. */
    @JsonIgnore
    public Language defaultLanguage() {
        return Optional.ofNullable(language).flatMap(Language::find).orElse(Language.ENGLISH);
    }
}

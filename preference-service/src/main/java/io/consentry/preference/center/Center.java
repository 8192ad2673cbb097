package io.consentry.preference.center;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.Frequency;
import io.consentry.contract.PurposeKey;
import io.consentry.preference.page.Pages.Branding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's preference center.
 *
 * @param topics in the order of the page
 * @param notice the privacy notice to which the page leads; null for none
 * @param colour of buttons and links, {@code #rrggbb}; null for ours
 * @param logo a {@code data:} address; null for none
 * @param intro what the tenant says above the choices, by language
 * @param unsubscribeIntro what it says above the buttons to unsubscribe, by language; older versions have none
 * @param language of mails to people whose language is not known, a tag; null for English
 * @param version 1 for the first, one more with each change; 0 for a tenant that has described none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Center(
        List<Topic> topics,
        @Nullable Notice notice,
        @Nullable String colour,
        @Nullable String logo,
        Map<String, String> intro,
        Map<String, String> unsubscribeIntro,
        @Nullable String language,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int version) {

    static final Center NONE = new Center(List.of(), null, null, null, Map.of(), Map.of(), null, 0);

    Center {
        topics = List.copyOf(topics);
        intro = Map.copyOf(intro);
        unsubscribeIntro = Objects.requireNonNullElse(unsubscribeIntro, Map.<String, String>of());
        unsubscribeIntro = Map.copyOf(unsubscribeIntro);
    }

    /**
     * What people can choose, as they read it.
     *
     * @param name by language
     * @param description by language; may be empty
     * @param channels on which it can come, in the order of the page
     * @param frequencies how often it can come, beside each time; null where people cannot say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Topic(
            PurposeKey purpose,
            Map<String, String> name,
            Map<String, String> description,
            List<Channel> channels,
            @Nullable List<Frequency> frequencies) {

        Topic {
            name = Map.copyOf(name);
            description = Map.copyOf(description);
            channels = List.copyOf(channels);
            frequencies = frequencies == null || frequencies.isEmpty() ? null : List.copyOf(frequencies);
        }
    }

    /** A notice by its key, and where people can read it. */
    record Notice(String key, String url) {}

    Center withVersion(int stored) {
        return new Center(topics, notice, colour, logo, intro, unsubscribeIntro, language, stored);
    }

    @JsonIgnore
    Branding branding() {
        return new Branding(colour, logo);
    }

    Optional<Topic> topic(PurposeKey purpose) {
        return topics.stream().filter(topic -> topic.purpose().equals(purpose)).findFirst();
    }
}

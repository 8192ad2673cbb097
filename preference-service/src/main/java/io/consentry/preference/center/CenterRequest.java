package io.consentry.preference.center;

import io.consentry.contract.Channel;
import io.consentry.contract.Frequency;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.problem.Violations;
import io.consentry.preference.center.Center.Notice;
import io.consentry.preference.center.Center.Topic;
import io.consentry.preference.page.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A preference center as a tenant describes it, whole: what is left out is not there. */
@Schema(name = "CenterRequest")
record CenterRequest(
        @Nullable List<@Nullable TopicRequest> topics,
        @Nullable NoticeRequest notice,

        @Schema(description = "Of buttons and links on white, at least 4.5 to 1 in contrast", pattern = "#[0-9a-f]{6}")
        @Nullable
        String colour,

        @Schema(description = "A data: address of a PNG, JPEG or WebP", maxLength = Logo.LENGTH_MAX) @Nullable
        String logo,

        @Schema(description = "What the tenant says above the choices, by language") @Nullable
        Map<String, String> intro,

        @Schema(description = "What the tenant says above the buttons to unsubscribe, by language") @Nullable
        Map<String, String> unsubscribeIntro,

        @Schema(
                enumeration = {"en", "af", "zu", "xh", "st"},
                defaultValue = "en",
                description = "Of mails to people whose language is not known")
        @Nullable
        String language) {

    private static final int TOPICS_MAX = 50;
    private static final int NAME_LENGTH_MAX = 100;
    private static final int TEXT_LENGTH_MAX = 500;
    private static final int URL_LENGTH_MAX = 500;
    private static final int KEY_LENGTH_MAX = 64;

    @Schema(
            name = "CenterTopicRequest",
            requiredProperties = {"purpose", "name", "channels"})
    record TopicRequest(
            @Nullable String purpose,
            @Nullable Map<String, String> name,
            @Nullable Map<String, String> description,
            @Nullable List<@Nullable String> channels,

            @Schema(description = "How often people may say that it may come, beside each time: daily, weekly, monthly")
            @Nullable
            List<@Nullable String> frequencies) {}

    @Schema(
            name = "CenterNoticeRequest",
            requiredProperties = {"key", "url"})
    record NoticeRequest(@Nullable String key, @Nullable String url) {}

    /** The center; refuses it with everything that is wrong. */
    Center parse() {
        Violations violations = new Violations();
        List<Topic> parsedTopics = topics(violations);
        Notice parsedNotice = notice == null ? null : notice(notice, violations);
        String parsedColour = violations.read("colour", colour, Colour::parse, false);
        String parsedLogo = violations.read("logo", logo, Logo::parse, false);
        Map<String, String> parsedIntro = Texts.parse("intro", intro, TEXT_LENGTH_MAX, violations);
        Map<String, String> parsedUnsubscribeIntro =
                Texts.parse("unsubscribeIntro", unsubscribeIntro, TEXT_LENGTH_MAX, violations);
        String parsedLanguage = violations.read("language", language, CenterRequest::language, false);
        violations.throwIfAny();
        return new Center(
                parsedTopics,
                parsedNotice,
                parsedColour,
                parsedLogo,
                parsedIntro,
                parsedUnsubscribeIntro,
                parsedLanguage,
                0);
    }

    private static String language(String tag) {
        return Language.find(tag)
                .map(Language::tag)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(Language.values()).map(Language::tag).collect(Collectors.joining(", "))));
    }

    private List<Topic> topics(Violations violations) {
        List<Topic> parsed = new ArrayList<>();
        if (topics == null) {
            return parsed;
        }
        if (topics.size() > TOPICS_MAX) {
            violations.add("topics", "too-many", "may have at most " + TOPICS_MAX + " entries");
            return parsed;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < topics.size(); i++) {
            String path = "topics[" + i + "]";
            TopicRequest topic = topics.get(i);
            if (topic == null) {
                violations.add(path, "required", "must be a topic");
                continue;
            }
            if (!seen.add(String.valueOf(topic.purpose()))) {
                violations.add(path + ".purpose", "duplicate", "has a topic already");
            }
            topic(topic, path, violations, parsed);
        }
        return parsed;
    }

    private static void topic(TopicRequest topic, String path, Violations violations, List<Topic> parsed) {
        boolean keyed = violations.require(path + ".purpose", topic.purpose())
                && violations.requireKey(path + ".purpose", topic.purpose());
        if (topic.name() == null || topic.name().isEmpty()) {
            violations.add(path + ".name", "required", "needs a text in at least one language");
        }
        Map<String, String> name = Texts.parse(path + ".name", topic.name(), NAME_LENGTH_MAX, violations);
        Map<String, String> description =
                Texts.parse(path + ".description", topic.description(), TEXT_LENGTH_MAX, violations);
        List<Channel> channels = channels(topic.channels(), path + ".channels", violations);
        List<Frequency> frequencies = frequencies(topic.frequencies(), path + ".frequencies", violations);
        if (keyed && topic.purpose() != null) {
            parsed.add(new Topic(new PurposeKey(topic.purpose()), name, description, channels, frequencies));
        }
    }

    private static List<Channel> channels(
            @Nullable List<@Nullable String> channels, String path, Violations violations) {
        List<Channel> parsed = new ArrayList<>();
        if (channels == null || channels.isEmpty() || channels.size() > Channel.values().length) {
            violations.add(path, "count", "needs 1 to " + Channel.values().length + " channels");
            return parsed;
        }
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = violations.read(path + "[" + i + "]", channels.get(i), Channel::of, true);
            if (channel != null && parsed.contains(channel)) {
                violations.add(path + "[" + i + "]", "duplicate", "is there already");
            } else if (channel != null) {
                parsed.add(channel);
            }
        }
        return parsed;
    }

    private static List<Frequency> frequencies(
            @Nullable List<@Nullable String> frequencies, String path, Violations violations) {
        if (frequencies == null) {
            return List.of();
        }
        if (frequencies.size() > Frequency.values().length) {
            violations.add(path, "too-many", "may have at most " + Frequency.values().length + " entries");
            return List.of();
        }
        Set<Frequency> parsed = new TreeSet<>();
        for (int i = 0; i < frequencies.size(); i++) {
            Frequency frequency = violations.read(path + "[" + i + "]", frequencies.get(i), Frequency::of, true);
            if (frequency != null && frequency != Frequency.EACH) {
                parsed.add(frequency);
            }
        }
        return List.copyOf(parsed);
    }

    private static @Nullable Notice notice(NoticeRequest notice, Violations violations) {
        boolean there = violations.require("notice.key", notice.key()) & violations.require("notice.url", notice.url());
        violations.requireAtMost("notice.key", notice.key(), KEY_LENGTH_MAX);
        violations.requireAtMost("notice.url", notice.url(), URL_LENGTH_MAX);
        String url = violations.read("notice.url", notice.url(), Texts::https, false);
        return there && url != null && notice.key() != null ? new Notice(notice.key(), url) : null;
    }
}

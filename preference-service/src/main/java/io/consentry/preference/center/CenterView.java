package io.consentry.preference.center;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.Frequency;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant's center as stored. */
@Schema(name = "Center")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CenterView(
        int version,
        List<TopicView> topics,
        @Nullable NoticeView notice,
        @Nullable String colour,
        @Nullable String logo,
        Map<String, String> intro,
        Map<String, String> unsubscribeIntro,
        @Nullable String language) {

    @Schema(name = "CenterTopic")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TopicView(
            String purpose,
            Map<String, String> name,
            Map<String, String> description,
            List<String> channels,
            @Nullable List<Frequency> frequencies) {}

    @Schema(name = "CenterNotice")
    record NoticeView(String key, String url) {}

    static CenterView of(Center center) {
        return new CenterView(
                center.version(),
                center.topics().stream()
                        .map(topic -> new TopicView(
                                topic.purpose().value(),
                                topic.name(),
                                topic.description(),
                                topic.channels().stream().map(Channel::wireName).toList(),
                                topic.frequencies()))
                        .toList(),
                center.notice() == null
                        ? null
                        : new NoticeView(center.notice().key(), center.notice().url()),
                center.colour(),
                center.logo(),
                center.intro(),
                center.unsubscribeIntro(),
                center.language());
    }
}

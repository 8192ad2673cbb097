package io.consentry.preference.page;

import io.consentry.contract.Channel;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Channels as people call them. */
public final class ChannelWords {

    private ChannelWords() {}

    /** Such as "by e-mail". */
    public static String of(Channel channel, PageText text) {
        return switch (channel) {
            case EMAIL -> text.byEmail();
            case SMS -> text.bySms();
            case WHATSAPP -> text.byWhatsapp();
            case VOICE -> text.byVoice();
            case PUSH -> text.byPush();
            case SOCIAL_DM -> text.bySocialDm();
            case POST -> text.byPost();
        };
    }

    /** The channels other than this one, as a list in a sentence. */
    public static String others(Channel channel, PageText text) {
        return Arrays.stream(Channel.values())
                .filter(other -> other != channel)
                .map(other -> of(other, text))
                .collect(Collectors.joining(", "));
    }
}

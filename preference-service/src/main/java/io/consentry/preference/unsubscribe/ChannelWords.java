package io.consentry.preference.unsubscribe;

import io.consentry.contract.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Channels as people call them. */
final class ChannelWords {

    private ChannelWords() {}

    static String of(Channel channel) {
        return switch (channel) {
            case EMAIL -> "e-mail";
            case SMS -> "SMS";
            case WHATSAPP -> "WhatsApp";
            case VOICE -> "phone call";
            case PUSH -> "app notification";
            case SOCIAL_DM -> "direct message";
            case POST -> "letter";
        };
    }

    /** The channels other than this one, as a list in a sentence. */
    static String others(Channel channel) {
        return joined(Arrays.stream(Channel.values())
                .filter(other -> other != channel)
                .toList());
    }

    private static String joined(List<Channel> channels) {
        String all = channels.stream().map(ChannelWords::of).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }
}

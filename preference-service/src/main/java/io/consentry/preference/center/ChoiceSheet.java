package io.consentry.preference.center;

import io.consentry.contract.Channel;
import io.consentry.contract.Frequency;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.link.LinkToken;
import io.consentry.preference.center.Center.Topic;
import io.consentry.preference.record.PersonRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one person can choose. Pure. All that the center offers and this address can be reached on; and, whatever the center offers, all
 * that is on, so that it can be switched off.
 */
record ChoiceSheet(List<Line> lines) {

    ChoiceSheet {
        lines = List.copyOf(lines);
    }

    /** A topic with its boxes. */
    record Line(Topic topic, List<Box> boxes) {

        Line {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * A channel of a topic.
     *
     * @param on whether messages may come, as far as consent goes
     * @param offered whether it can be switched on here
     */
    record Box(Channel channel, boolean on, boolean offered) {}

    static ChoiceSheet of(Center center, PersonRecord record, LinkToken token, Instant now) {
        List<Line> lines = new ArrayList<>();
        Set<PurposeKey> others = new TreeSet<>(record.purposes());
        if (token.purpose() != null) {
            others.add(token.purpose());
        }
        for (Topic topic : center.topics()) {
            others.remove(topic.purpose());
            add(lines, topic, topic.channels(), record, token, now);
        }
        for (PurposeKey purpose : others) {
            boolean isOfLink = center.topics().isEmpty() && purpose.equals(token.purpose());
            Topic unnamed = new Topic(purpose, Map.of(), Map.of(), List.of(Channel.values()), null);
            add(lines, unnamed, isOfLink ? List.of(token.channel()) : List.of(), record, token, now);
        }
        return new ChoiceSheet(lines);
    }

    private static void add(
            List<Line> lines, Topic topic, List<Channel> offered, PersonRecord record, LinkToken token, Instant now) {
        Set<Channel> channels = new TreeSet<>(Arrays.asList(Channel.values()));
        List<Channel> ordered = new ArrayList<>(offered);
        channels.removeAll(offered);
        ordered.addAll(channels);
        List<Box> boxes = ordered.stream()
                .map(channel -> new Box(
                        channel,
                        record.isOn(topic.purpose(), channel, now),
                        offered.contains(channel)
                                && channel.reaches(token.address().kind())))
                .filter(box -> box.on() || box.offered())
                .toList();
        if (!boxes.isEmpty()) {
            lines.add(new Line(topic, boxes));
        }
    }

    /** Whether people can say how often, and so, for a purpose. */
    boolean offers(PurposeKey purpose, Frequency frequency) {
        return lines.stream()
                .filter(line -> line.topic().purpose().equals(purpose))
                .map(line -> line.topic().frequencies())
                .anyMatch(offered -> offered != null && (frequency == Frequency.EACH || offered.contains(frequency)));
    }

    /** Whether a purpose can be switched on here on a channel. */
    boolean offers(PurposeKey purpose, Channel channel) {
        return lines.stream()
                .filter(line -> line.topic().purpose().equals(purpose))
                .flatMap(line -> line.boxes().stream())
                .anyMatch(box -> box.channel() == channel && box.offered());
    }
}

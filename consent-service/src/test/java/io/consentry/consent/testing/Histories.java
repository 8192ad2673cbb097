package io.consentry.consent.testing;

import io.consentry.contract.Actor;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRenewed;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random consent histories of one address, from a seed that a failing test prints. */
public final class Histories {

    public static final KeyedAddress ADDRESS = new KeyedAddress(AddressKind.EMAIL, new AddressKey("A".repeat(43)));
    public static final List<PurposeKey> PURPOSES = List.of(new PurposeKey("offers"), new PurposeKey("news"));
    public static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.SMS);
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<SubjectId> SUBJECTS =
            List.of(new SubjectId(new UUID(1, 1)), new SubjectId(new UUID(2, 2)));

    private Histories() {}

    /** An event and its id. */
    public record Entry(UUID id, ConsentEvent event) {}

    /** A history of up to 12 decisions of up to two people, one second apart. */
    public static List<Entry> random(Random random) {
        List<Entry> history = new ArrayList<>();
        int length = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            Instant at = START.plusSeconds(i);
            history.add(new Entry(new UUID(random.nextLong(), i), event(random, at)));
        }
        return history;
    }

    private static ConsentEvent event(Random random, Instant at) {
        SubjectId subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        PurposeKey purpose = PURPOSES.get(random.nextInt(PURPOSES.size()));
        Channel channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        return switch (random.nextInt(6)) {
            case 0, 1 -> new ConsentGiven(change(subject, purpose, channel, at));
            case 2 -> new ConsentRenewed(change(subject, purpose, channel, at));
            case 3 -> new ConsentRefused(change(subject, purpose, channel, at));
            case 4 -> new ConsentRequested(change(subject, purpose, channel, at));
            default ->
                new ConsentWithdrawn(change(
                        subject, random.nextBoolean() ? purpose : null, random.nextBoolean() ? channel : null, at));
        };
    }

    /** A change by the person on the shared address. */
    public static ConsentChange change(
            SubjectId subject, @Nullable PurposeKey purpose, @Nullable Channel channel, Instant at) {
        return new ConsentChange(
                subject,
                purpose,
                channel,
                List.of(ADDRESS),
                at,
                at,
                Actor.SUBJECT,
                CaptureMethod.SUBSCRIPTION_FORM,
                null,
                null,
                null,
                null);
    }
}

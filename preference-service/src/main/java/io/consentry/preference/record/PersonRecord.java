package io.consentry.preference.record;

import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is on record about who is reached at an address: all decisions of a person who is alone there, and of people who share it those
 * that touch it. Pure.
 *
 * @param entries in the order in which the ledger told
 * @param wishes what these people want beside yes and no
 */
public record PersonRecord(List<RecordEntry> entries, Wishes wishes) {

    public PersonRecord {
        entries = List.copyOf(entries);
    }

    /**
     * Whether messages for a purpose may come on a channel, as far as consent goes: somebody said yes, and of those who are reached here
     * nobody has said no since. A request and a soft opt-in leave an answer as it is; what was
     * retracted was never said.
     */
    public boolean isOn(PurposeKey purpose, Channel channel, Instant now) {
        return basis(purpose, channel, now).isPresent();
    }

    /** The yes by which messages for a purpose may come on a channel, the latest of several; empty where they may not. */
    public Optional<RecordEntry> basis(PurposeKey purpose, Channel channel, Instant now) {
        Map<UUID, RecordEntry> latest = new LinkedHashMap<>();
        for (RecordEntry entry : standing()) {
            if (entry.covers(purpose, channel)) {
                latest.merge(entry.subjectId(), entry, PersonRecord::later);
            }
        }
        return latest.values().stream().anyMatch(entry -> entry.status().isOptOut())
                ? Optional.empty()
                : latest.values().stream()
                        .filter(entry -> entry.isValidAt(now))
                        .max(Comparator.comparingInt(entries::indexOf));
    }

    /** What first brought these people on record (rule A-20), as far back as the entries go. */
    public Optional<RecordEntry> first() {
        return standing().stream().findFirst();
    }

    /** All that was not taken back as a mistake. */
    private List<RecordEntry> standing() {
        Set<UUID> retracted = entries.stream()
                .filter(RecordEntry::isRetraction)
                .map(RecordEntry::cause)
                .collect(Collectors.toSet());
        return entries.stream()
                .filter(entry -> !entry.isRetraction() && !retracted.contains(entry.eventId()))
                .toList();
    }

    private static RecordEntry later(RecordEntry known, RecordEntry added) {
        boolean leavesIt = added.status() == ConsentStatus.REQUESTED
                || (added.softOptIn()
                        && (known.status().isOptOut() || known.status().isValid()));
        return leavesIt ? known : added;
    }

    /** The latest entries, the latest of all first. */
    public List<RecordEntry> latest(int max) {
        List<RecordEntry> latest = new ArrayList<>(entries.subList(Math.max(0, entries.size() - max), entries.size()));
        Collections.reverse(latest);
        return latest;
    }

    /** All purposes that somebody decided on. */
    public List<PurposeKey> purposes() {
        return List.copyOf(new TreeSet<>(entries.stream()
                .map(RecordEntry::purpose)
                .filter(Objects::nonNull)
                .toList()));
    }
}

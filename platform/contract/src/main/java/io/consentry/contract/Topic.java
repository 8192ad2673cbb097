package io.consentry.contract;

import java.time.Duration;
import java.util.Optional;

/** The Kafka topics. All are owned by the one service that writes them. */
public enum Topic {
    /** Tenants and their settings: the latest of each tenant stays for ever. */
    TENANT_SETTINGS("tenant.settings", "consent", 1, true),
    CONSENT_EVENTS("consent.events", "consent", 4),
    PREFERENCE_EVENTS("preference.events", "preference", 4),
    SUPPRESSION_EVENTS("suppression.events", "suppression", 4),
    /** What checks answered, for tenants that want it: a log that may have gaps, for no outbox stands behind it. */
    DECISIONS("consentry.decisions", "consent", 4, Duration.ofDays(30)),
    /** Each relay's word that all it has is published; internal, and the only one that every service writes. */
    HEARTBEATS("consentry.heartbeats", "", 1, Duration.ofHours(1)),
    /** Each inbox's word on how far it has applied what it reads; internal, and written by every service that has one. */
    APPLIED("consentry.applied", "", 1, Duration.ofHours(1));

    private final String topicName;
    private final String source;
    private final int partitions;
    private final boolean compacted;
    private final Optional<Duration> retention;

    Topic(String topicName, String source, int partitions) {
        this(topicName, source, partitions, false, Optional.empty());
    }

    Topic(String topicName, String source, int partitions, boolean compacted) {
        this(topicName, source, partitions, compacted, Optional.empty());
    }

    Topic(String topicName, String source, int partitions, Duration retention) {
        this(topicName, source, partitions, false, Optional.of(retention));
    }

    Topic(String topicName, String source, int partitions, boolean compacted, Optional<Duration> retention) {
        this.topicName = topicName;
        this.source = source;
        this.partitions = partitions;
        this.compacted = compacted;
        this.retention = retention;
    }

    /** Its name in Kafka. */
    public String topicName() {
        return topicName;
    }

    /** The one service that writes it, as tokens and heartbeats name it; empty for an internal one, which all write. */
    public String source() {
        return source;
    }

    /** How many partitions it has; never changes, since keys would move. */
    public int partitions() {
        return partitions;
    }

    /** Whether Kafka keeps only the latest record of each key. */
    public boolean isCompacted() {
        return compacted;
    }

    /** Whether services tell each other of themselves on it: nobody else reads it, and it is soon forgotten. */
    public boolean isInternal() {
        return source.isEmpty();
    }

    /** How long a record is kept unless the operator sets it otherwise; empty for ever, which nobody may change. */
    public Optional<Duration> retention() {
        return retention;
    }

    /** Finds a topic by its Kafka name; fails on any other text. */
    public static Topic of(String topicName) {
        return WireNames.find(values(), Topic::topicName, topicName);
    }
}

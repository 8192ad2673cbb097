package io.consentry.contract;

/** The Kafka topics. All are owned by the one service that writes them. */
public enum Topic {
    /** Tenants and their settings: the latest of each tenant stays for ever. */
    TENANT_SETTINGS("tenant.settings", 1, true),
    CONSENT_EVENTS("consent.events", 4, false),
    PREFERENCE_EVENTS("preference.events", 4, false),
    SUPPRESSION_EVENTS("suppression.events", 4, false),
    /** Each relay's word that all it has is published; internal. */
    HEARTBEATS("consentry.heartbeats", 1, false);

    private final String topicName;
    private final int partitions;
    private final boolean compacted;

    Topic(String topicName, int partitions, boolean compacted) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.compacted = compacted;
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    public boolean isCompacted() {
        return compacted;
    }

    /** Finds a topic by its Kafka name; fails on any other text. */
    public static Topic of(String topicName) {
        return WireNames.find(values(), Topic::topicName, topicName);
    }
}

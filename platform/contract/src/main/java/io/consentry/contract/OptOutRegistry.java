package io.consentry.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneId;

/** A register of people who want no direct marketing from anybody, kept by others (capability S5). */
public enum OptOutRegistry {
    /** The National Consumer Commission's: marketers to South Africa register, and cleanse their lists every month (rules ). */
    NCC("ncc"),
    /** The Direct Marketing Association's own. */
    DMASA("dmasa");

    /** Calendar days for which a cleansed list may be used (rule A-16). */
    public static final int CLEANSED_DAYS = 30;

    private final String wireName;

    OptOutRegistry(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON, in paths and in databases. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The last instant at which a list counts as cleansed: {@value #CLEANSED_DAYS} calendar days later in the tenant's zone. */
    public static Instant cleansedThrough(Instant cleansedAt, ZoneId zone) {
        return cleansedAt.atZone(zone).plusDays(CLEANSED_DAYS).toInstant();
    }

    /** Reads the wire name; fails on any other text. */
    @JsonCreator
    public static OptOutRegistry of(String wireName) {
        return WireNames.find(values(), OptOutRegistry::wireName, wireName);
    }
}

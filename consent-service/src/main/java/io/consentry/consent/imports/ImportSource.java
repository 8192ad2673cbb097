package io.consentry.consent.imports;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where a list comes from. */
enum ImportSource {
    CRM("crm"),
    WEBSITE("website"),
    PAPER("paper"),
    OTHER("other"),
    /** Only for contacting and status (requirement 002-07). */
    DEVICE_CONTACTS("device_contacts"),
    /** Only to locate people and to route calls (requirement 002-06). */
    PBX_CONTACTS("pbx_contacts");

    private final String wireName;

    ImportSource(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** Whether consents to marketing can come from it. */
    boolean mayMarket() {
        return this != DEVICE_CONTACTS && this != PBX_CONTACTS;
    }

    /** Reads the wire name; fails on any other text. */
    static ImportSource of(String wireName) {
        return Arrays.stream(values())
                .filter(source -> source.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(ImportSource::wireName).collect(Collectors.joining(", "))));
    }
}

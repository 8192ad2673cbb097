package io.consentry.bench.contacts;

import io.consentry.contract.AddressKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The one place that knows how contact facts are stored: the row of a person who has consented to offers by e-mail, as consent-service would have written
 * it. When the table changes, only this class does.
 */
final class FactsRow {

    /** The table and its columns, in the order in which {@link #append} writes them. */
    static final String COPY = "copy contact_facts (tenant_id, address_key, facts) from stdin";

    /** Whether an address has a row. */
    static final String EXISTS = "select exists (select from contact_facts where tenant_id = ? and address_key = ?)";

    /** What the references read: one row by primary key; the address key follows in quotes. */
    static final String SELECT = "select facts from contact_facts where tenant_id = 'acme' and address_key = ";

    /** High bits of version 7 ids of subjects and events; the low ones hold the person's number. */
    private static final long SUBJECT = 0x01933f2e7c5a7a10L;

    private static final long EVENT = 0x01933f2e7c5a7b20L;
    private static final long VARIANT = 0x9000000000000000L;

    private final String tenant;
    private final String occurredAt;
    private final String validUntil;

    /** @param now people consented a month before, for two years */
    FactsRow(String tenant, Instant now) {
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        this.tenant = tenant;
        this.occurredAt = today.minus(30, ChronoUnit.DAYS).toString();
        this.validUntil = today.plus(700, ChronoUnit.DAYS).toString();
    }

    /** Appends the row in the text format of COPY. */
    void append(StringBuilder rows, AddressKey key, long number) {
        rows.append(tenant)
                .append('\t')
                .append(key.value())
                .append("\t{\"consents\":[{\"subjectId\":\"")
                .append(new UUID(SUBJECT, VARIANT + number))
                .append("\",\"purpose\":\"offers\",\"channel\":\"email\",\"status\":\"ConsentGiven\",\"eventId\":\"")
                .append(new UUID(EVENT, VARIANT + number))
                .append("\",\"ownAct\":true,\"occurredAt\":\"")
                .append(occurredAt)
                .append("\",\"validUntil\":\"")
                .append(validUntil)
                .append("\"}]}\n");
    }
}

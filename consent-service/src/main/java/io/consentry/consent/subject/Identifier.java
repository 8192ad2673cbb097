package io.consentry.consent.subject;

import io.consentry.contract.KeyedAddress;

/**
 * An identifier of a subject as the database has it.
 *
 * @param masked what may be shown of it
 */
public record Identifier(KeyedAddress address, String masked) {

    /** Stands for the mask of an address that is known by its key only. */
    static final String OF_A_KEY = "***";
}

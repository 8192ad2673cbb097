package io.consentry.consent.subject;

import io.consentry.contract.KeyedAddress;

/**
 * An identifier of a subject as the database has it.
 *
 * @param masked what may be shown of it
 */
public record Identifier(KeyedAddress address, String masked) {}

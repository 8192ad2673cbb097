package io.consentry.suppression.registry;

import io.consentry.contract.OptOutRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run against a registry's answer, and its certificate (rule A-16).
 *
 * @param at when it began: the thirty days count from here
 * @param cleansed whether the tenant's list counts as cleansed: every line of the answer could be read
 * @param listHash SHA-256 of the answer, lower-case hexadecimal
 * @param count entries that the registry was asked about; lines of the answer where the tenant did not say
 * @param blocked addresses that the answer names
 * @param added of these, the ones that were not on the list for this registry
 * @param released entries of people who have left the registry
 * @param errors lines that could not be read
 * @param lineErrors the first of them
 * @param fee what the registry charges for it, as an estimate
 */
record CleanseRun(
        UUID id,
        OptOutRegistry registry,
        Instant at,
        boolean cleansed,
        String listHash,
        long count,
        long blocked,
        long added,
        long released,
        long errors,
        List<LineError> lineErrors,
        Fee fee,
        String consistencyToken) {}

/**
 * Why a message was allowed, denied or deferred (capability K7). A check's {@code decisionId} is sealed and carries what its replay
 * needs; nothing is written per check.
 */
@NullMarked
package io.consentry.consent.explain;

import org.jspecify.annotations.NullMarked;

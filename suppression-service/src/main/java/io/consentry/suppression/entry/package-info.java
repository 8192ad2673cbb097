/**
 * Entries of the list and what adds, shows and lifts them. Several may stand on one address; each is lifted by its own rule, and only
 * the person's own later act lifts an opt-out (capability S3).
 */
@NullMarked
package io.consentry.suppression.entry;

import org.jspecify.annotations.NullMarked;

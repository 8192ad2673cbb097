/**
 * What mail systems say of messages that were sent (capability S4): hard bounces, complaints and recipients' own opt-outs become entries,
 * soft bounces are counted, and everything else is left alone.
 */
@NullMarked
package io.consentry.suppression.feedback;

import org.jspecify.annotations.NullMarked;

/**
 * Reads what mail systems send back: delivery reports (RFC 3464), complaints (RFC 5965) and the notices of those that follow neither.
 * Pure: bytes in, findings out. Whatever is unclear finds nothing, and everything that is read is bounded.
 */
@NullMarked
package io.consentry.suppression.feedback.mail;

import org.jspecify.annotations.NullMarked;

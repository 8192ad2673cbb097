/**
 * What e-mail providers deliver of events: whether a delivery is theirs, and what each event says of its recipient. Pure. Nothing of a
 * delivery is interpreted before its signature was found good over the bytes that came.
 */
@NullMarked
package io.consentry.suppression.feedback.provider;

import org.jspecify.annotations.NullMarked;

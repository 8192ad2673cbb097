/** Data subjects and the identifiers by which they are known (capability C8). */
@NullMarked
package io.consentry.consent.subject;

import org.jspecify.annotations.NullMarked;

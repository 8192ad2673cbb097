@NullMarked
package io.consentry.consent.expiry;

import org.jspecify.annotations.NullMarked;

/**
 * Lists of consents that a tenant brings (capability C10): taken in whole and encrypted, recorded in the background, told of, and undone.
 */
@NullMarked
package io.consentry.consent.imports;

import org.jspecify.annotations.NullMarked;

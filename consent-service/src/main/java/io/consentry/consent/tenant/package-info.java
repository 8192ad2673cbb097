/** Tenants: made by the operator, settings kept by themselves (capability T8). */
@NullMarked
package io.consentry.consent.tenant;

import org.jspecify.annotations.NullMarked;

/** The closed catalogue of purposes of each tenant (capability C3). */
@NullMarked
package io.consentry.consent.purpose;

import org.jspecify.annotations.NullMarked;

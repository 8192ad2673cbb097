/**
 * When a person may be contacted (capability K5): the law's hours and holidays by country as data, days proclaimed by the state, a
 * tenant's own stricter hours. {@link io.consentry.consent.hours.ContactHours} decides, purely; the rest supplies it.
 */
@NullMarked
package io.consentry.consent.hours;

import org.jspecify.annotations.NullMarked;

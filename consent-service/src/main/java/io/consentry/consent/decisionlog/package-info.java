/** A log of what checks answered, on a topic, for tenants that want it. It never slows a check, and never fails one. */
@NullMarked
package io.consentry.consent.decisionlog;

import org.jspecify.annotations.NullMarked;

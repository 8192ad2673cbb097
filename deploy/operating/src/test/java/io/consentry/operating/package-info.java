/** Alerts, dashboards, settings and manifests, checked against the code that they are about. */
@NullMarked
package io.consentry.operating;

import org.jspecify.annotations.NullMarked;

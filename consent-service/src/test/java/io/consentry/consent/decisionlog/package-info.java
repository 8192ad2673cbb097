@NullMarked
package io.consentry.consent.decisionlog;

import org.jspecify.annotations.NullMarked;

/** What happens to opt-outs while parts of the platform are killed, stopped, cut off and restored (issue 7). */
@NullMarked
package io.consentry.e2e.resilience;

import org.jspecify.annotations.NullMarked;

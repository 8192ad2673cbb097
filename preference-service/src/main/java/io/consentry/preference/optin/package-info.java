/** Double opt-in (capability P2): what is asked for in somebody's name counts only when they confirm it from their own mailbox. */
@NullMarked
package io.consentry.preference.optin;

import org.jspecify.annotations.NullMarked;

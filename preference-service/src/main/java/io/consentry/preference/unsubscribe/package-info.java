/**
 * Opting out by link: the mailbox provider's one-click POST, and the page behind the same address. Only a POST ever changes anything;
 * what it changes is in the database before it is answered (capability U7).
 */
@NullMarked
package io.consentry.preference.unsubscribe;

import org.jspecify.annotations.NullMarked;

/**
 * What people write back to a sender. A word that stops is an opt-out, durable before it is acknowledged (capabilities U3, U4 and U7);
 * what may be one holds until somebody has read it. Nothing a message says ever allows anything.
 */
@NullMarked
package io.consentry.preference.inbound;

import org.jspecify.annotations.NullMarked;

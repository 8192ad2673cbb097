/** What waits: in the outbox, before the consumers, and aside. */
@NullMarked
package io.consentry.kit.backlog;

import org.jspecify.annotations.NullMarked;

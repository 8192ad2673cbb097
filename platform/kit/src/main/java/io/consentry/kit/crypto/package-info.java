/** Each tenant's keys, and the vault that wraps them: what is lost with the keys is erased (capability T8). */
@NullMarked
package io.consentry.kit.crypto;

import org.jspecify.annotations.NullMarked;

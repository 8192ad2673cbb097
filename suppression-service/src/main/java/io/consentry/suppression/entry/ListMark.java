package io.consentry.suppression.entry;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The list that an entry came with.
 *
 * @param foreignHash the hash of others' by which alone the list named the address: {@code sha256} or {@code md5}
 */
record ListMark(UUID importId, @Nullable String foreignHash) {}

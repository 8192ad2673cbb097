package io.consentry.suppression.entry;

import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import org.jspecify.annotations.Nullable;

/**
 * What an entry keeps from being sent.
 *
 * @param purpose null means all purposes
 * @param channel null means all channels
 */
record Scope(@Nullable PurposeKey purpose, @Nullable Channel channel) {}

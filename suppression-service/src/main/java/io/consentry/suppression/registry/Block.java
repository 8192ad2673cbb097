package io.consentry.suppression.registry;

import io.consentry.contract.KeyedAddress;

/** An address that the registry's answer names. */
record Block(KeyedAddress address, BlockScope scope) {}

package io.consentry.preference.link;

import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.address.Address;
import org.jspecify.annotations.Nullable;

/** Whom a link is for; the address does not leave this record. */
record Recipient(
        @Nullable String ref,
        Address address,
        Channel channel,
        @Nullable PurposeKey purpose,
        @Nullable String topic,
        @Nullable String message) {}

package io.consentry.suppression.entry;

import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/**
 * What an entry keeps from being sent.
 *
 * @param purpose null means all purposes
 * @param channel null means all channels
 */
public record Scope(@Nullable PurposeKey purpose, @Nullable Channel channel) {

    /**
     * Reads a scope as clients write it; notes what is wrong with it.
     *
     * @param path where it stands, with its separator
     * @param kind of the address that it is for; null when that is not known
     */
    public static Scope read(
            String path,
            @Nullable String channel,
            @Nullable String purpose,
            @Nullable AddressKind kind,
            Violations violations) {
        Channel parsedChannel = violations.read(path + "channel", channel, Channel::of, false);
        if (parsedChannel != null && kind != null && kind != AddressKind.EXTERNAL_ID && !parsedChannel.reaches(kind)) {
            violations.add(path + "channel", "channel-mismatch", "does not reach this kind of address");
        }
        boolean purposeGood = violations.requireKey(path + "purpose", purpose);
        return new Scope(purpose == null || !purposeGood ? null : new PurposeKey(purpose), parsedChannel);
    }
}

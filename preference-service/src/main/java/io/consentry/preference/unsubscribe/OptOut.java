package io.consentry.preference.unsubscribe;

import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
import io.consentry.kit.link.LinkToken;
import io.consentry.preference.link.Link;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody stops, and by what.
 *
 * @param act tells apart by what it was made, such as a link or a message, without keeping that
 * @param purpose null means all purposes
 * @param channel null means all channels
 * @param message the tenant's id of the message that carried the link; null when unknown
 * @param confirmable whether the sender may confirm it on its channel
 */
public record OptOut(
        TenantId tenant,
        Buffer act,
        OptOutScope scope,
        KeyedAddress address,
        @Nullable PurposeKey purpose,
        @Nullable Channel channel,
        CaptureMethod method,
        @Nullable String message,
        boolean confirmable) {

    /** By the person's own words on a channel: all marketing on it, at the one address. */
    public static OptOut byWord(
            TenantId tenant,
            byte[] act,
            KeyedAddress address,
            Channel channel,
            CaptureMethod method,
            boolean confirmable) {
        return new OptOut(
                tenant, Buffer.buffer(act), OptOutScope.CHANNEL, address, null, channel, method, null, confirmable);
    }

    static OptOut byLink(Link link, OptOutScope scope) {
        LinkToken token = link.token();
        return new OptOut(
                link.tenant().id(),
                Buffer.buffer(link.digest()),
                scope,
                token.address(),
                scope.purpose(token),
                scope.channel(token),
                CaptureMethod.UNSUBSCRIBE_LINK,
                token.message(),
                false);
    }

    WithdrawalReceived received(boolean repeat, boolean confirm, Instant now) {
        return new WithdrawalReceived(
                address, purpose, channel, now, method, message, repeat ? true : null, confirm ? true : null);
    }
}

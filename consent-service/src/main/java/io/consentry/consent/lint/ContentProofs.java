package io.consentry.consent.lint;

import io.consentry.consent.decision.ContentProof;
import io.consentry.contract.Channel;
import io.consentry.kit.crypto.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The short text that a lint hands out and a check takes (gate 13): sealed under the tenant's keys for one channel, so that nobody makes
 * one for a message that was not linted, and a failed one does not pass. Nothing is stored.
 */
public final class ContentProofs {

    /** Characters of a proof, at most. */
    public static final int LENGTH_MAX = 200;

    private static final byte PASSED = 1;
    private static final byte FAILED = 0;

    private ContentProofs() {}

    static String of(TenantKeys keys, Channel channel, boolean passed) {
        byte[] sealed = keys.encrypt(new byte[] {passed ? PASSED : FAILED}, purposeOf(channel));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** What a proof says of a message on a channel; whatever these keys did not seal for it says that the message failed. */
    public static ContentProof read(TenantKeys keys, Channel channel, @Nullable String proof) {
        if (proof == null) {
            return ContentProof.ABSENT;
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(proof);
            byte[] said = keys.decrypt(sealed, purposeOf(channel));
            return said.length == 1 && said[0] == PASSED ? ContentProof.PASSED : ContentProof.FAILED;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return ContentProof.FAILED;
        }
    }

    private static byte[] purposeOf(Channel channel) {
        return ("lint " + channel.wireName()).getBytes(StandardCharsets.US_ASCII);
    }
}

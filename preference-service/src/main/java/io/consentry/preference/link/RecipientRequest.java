package io.consentry.preference.link;

import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.link.LinkToken;
import io.consentry.kit.problem.Violations;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whom a link is wanted for, as the caller says it. */
@Schema(
        name = "LinkRecipient",
        requiredProperties = {"identifier", "channel"})
record RecipientRequest(
        @Schema(description = "Comes back with the link", maxLength = REF_LENGTH_MAX) @Nullable
        String ref,

        @Nullable IdentifierRequest identifier,

        @Schema(enumeration = {"email", "sms", "whatsapp", "voice", "push", "social_dm", "post"}) @Nullable
        String channel,

        @Schema(description = "What one click stops on the channel; without it, all marketing on the channel") @Nullable
        String purpose,

        @Nullable String topic,

        @Schema(description = "Your id of the message", maxLength = LinkToken.MESSAGE_LENGTH_MAX) @Nullable
        String message) {

    private static final int REF_LENGTH_MAX = 200;

    /** The recipient, or all that is wrong with it. */
    Optional<Recipient> parse(String path, String defaultRegion, Violations violations) {
        Channel parsedChannel = violations.read(path + ".channel", channel, Channel::of, true);
        Optional<Address> address = parseAddress(path + ".identifier", defaultRegion, violations);
        boolean texts = areTextsGood(path, violations);
        if (parsedChannel == null || address.isEmpty() || !texts) {
            return Optional.empty();
        }
        if (!parsedChannel.reaches(address.get().kind())) {
            violations.add(path + ".identifier", "channel-mismatch", "cannot be reached on this channel");
            return Optional.empty();
        }
        PurposeKey parsedPurpose = purpose == null ? null : new PurposeKey(purpose);
        return Optional.of(new Recipient(ref, address.get(), parsedChannel, parsedPurpose, topic, message));
    }

    private Optional<Address> parseAddress(String path, String defaultRegion, Violations violations) {
        if (identifier == null) {
            violations.add(path, "required", "is required");
            return Optional.empty();
        }
        return identifier.one(path, defaultRegion, violations);
    }

    private boolean areTextsGood(String path, Violations violations) {
        boolean purposeGood = violations.requireKey(path + ".purpose", purpose);
        boolean topicGood = violations.requireKey(path + ".topic", topic);
        violations.requireAtMost(path + ".ref", ref, REF_LENGTH_MAX);
        violations.requireAtMost(path + ".message", message, LinkToken.MESSAGE_LENGTH_MAX);
        boolean messageGood = message == null || isPrintable(path + ".message", message, violations);
        return purposeGood && topicGood && messageGood;
    }

    private static boolean isPrintable(String path, String text, Violations violations) {
        if (!text.isBlank() && text.chars().noneMatch(Character::isISOControl)) {
            return true;
        }
        violations.add(path, "not-printable", "must not be blank or hold control characters");
        return false;
    }

    @Override
    public String toString() {
        return "RecipientRequest[redacted]";
    }
}

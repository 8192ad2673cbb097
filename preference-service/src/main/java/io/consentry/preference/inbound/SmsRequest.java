package io.consentry.preference.inbound;

import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ProblemType;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.json.UnreadableJsonException;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A text message as any provider may tell of it. Never printed. */
@Schema(
        name = "SmsMessage",
        requiredProperties = {"from", "body", "messageId"})
record SmsRequest(
        @Nullable String from,
        @Nullable String to,
        @Nullable String body,
        @Nullable String receivedAt,

        @Schema(description = "The provider's; a delivery that comes again has the same", maxLength = ID_LENGTH_MAX)
        @Nullable
        String messageId) {

    private static final int ID_LENGTH_MAX = 200;
    private static final String SOURCE = "sms";

    /** Reads a body that is known to be genuine. */
    static SmsRequest read(byte[] body) {
        try {
            return RefusedException.requireBody(
                    EventJson.read(new String(body, StandardCharsets.UTF_8), SmsRequest.class));
        } catch (UnreadableJsonException e) {
            throw new RefusedException(ProblemType.UNREADABLE, "The body is no message; see the description.");
        }
    }

    /** The message, or everything that is wrong with it. */
    InboundMessage parse() {
        Violations violations = new Violations();
        violations.require("from", from);
        violations.require("messageId", messageId);
        violations.requireAtMost("messageId", messageId, ID_LENGTH_MAX);
        if (body == null) {
            violations.add("body", "required", "is required");
        }
        violations.throwIfAny();
        return new InboundMessage(
                SOURCE,
                Channel.SMS,
                String.valueOf(messageId),
                List.of(new Sender(AddressKind.PHONE, String.valueOf(from))),
                to,
                String.valueOf(body),
                CaptureMethod.KEYWORD);
    }

    @Override
    public String toString() {
        return "SmsRequest[redacted]";
    }
}

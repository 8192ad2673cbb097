package io.consentry.preference.inbound;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which hooks have secrets of the tenant's own; they are never read back. */
@Schema(name = "InboundSettings")
record InboundSettingsView(
        boolean sms, boolean mail, boolean twilio, boolean whatsapp, List<String> stopWords, List<String> stopReplies) {

    static InboundSettingsView of(InboundSettings settings) {
        return new InboundSettingsView(
                settings.smsSecret() != null,
                settings.mailSecret() != null,
                settings.twilioAuthToken() != null,
                settings.whatsappAppSecret() != null,
                settings.stopWords().stream().sorted().toList(),
                settings.stopReplies().stream().sorted().toList());
    }
}

package io.consentry.preference.inbound;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code X-Twilio-Signature}: HMAC-SHA-1 over the address as Twilio knows it and all parameters (rule D-10). Twilio signs sometimes with
 * the port and sometimes without. Compares in constant time.
 */
final class TwilioSignature {

    private TwilioSignature() {}

    static boolean matches(String authToken, String url, TwilioForm form, @Nullable String signature) {
        if (signature == null) {
            return false;
        }
        boolean asIs = isSigned(authToken, url, form, signature);
        boolean withoutPort = isSigned(authToken, withPort(url, ""), form, signature);
        boolean withPort =
                isSigned(authToken, withPort(url, url.startsWith("https:") ? ":443" : ":80"), form, signature);
        return asIs || withoutPort || withPort;
    }

    private static boolean isSigned(String authToken, String url, TwilioForm form, String signature) {
        byte[] signed = (url + form.signed()).getBytes(StandardCharsets.UTF_8);
        return HookSignature.isSame(
                Base64.getEncoder().encodeToString(HookSignature.hmac("HmacSHA1", authToken, signed)), signature);
    }

    private static String withPort(String url, String port) {
        String authority = URI.create(url).getRawAuthority();
        String host = authority.replaceFirst(":\\d+$", "");
        return url.replaceFirst(Pattern.quote(authority), host + port);
    }
}

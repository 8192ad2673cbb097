package io.consentry.preference.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioSignatureTest {

    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";

    @Test
    void theDocumentedVectorIsGood() {
        TwilioForm form = form("+12349013030");
        assertThat(TwilioSignature.matches("12345", URL, form, "0/KCTR6DLpKmkAf8muzZqo1nDgQ="))
                .isTrue();
        assertThat(TwilioSignature.matches("12346", URL, form, "0/KCTR6DLpKmkAf8muzZqo1nDgQ="))
                .isFalse();
        assertThat(TwilioSignature.matches("12345", URL, form("+12349013031"), "0/KCTR6DLpKmkAf8muzZqo1nDgQ="))
                .isFalse();
        assertThat(TwilioSignature.matches("12345", URL, form, null)).isFalse();
        assertThat(TwilioSignature.matches("12345", URL, form, "NOT0/KCTR6DLpKmkAf8muzZqo1nDgQ="))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://mycompany.com/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "https://mycompany.com:1234/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "http://mycompany.com:1234/myapp.php?foo=1&bar=2, Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
        "https://mycompany.com/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
        "http://mycompany.com/myapp.php?foo=1&bar=2, 0ZXoZLH/DfblKGATFgpif+LLRf4="
    })
    void thePortMayBeSignedOrNot(String url, String signature) {
        assertThat(TwilioSignature.matches("12345", url, form("+14158675309"), signature))
                .isTrue();
    }

    @Test
    void aFormIsDecodedAndKeepsEveryParameter() {
        TwilioForm form = TwilioForm.read("b=%2B1+2&a=&c=2&c=1&c=1".getBytes(StandardCharsets.US_ASCII));
        assertThat(form.signed()).isEqualTo("ab+1 2c1c2");
    }

    private static TwilioForm form(String from) {
        return TwilioForm.of(Map.of(
                "CallSid", "CA1234567890ABCDE", "Caller", from, "From", from, "Digits", "1234", "To", "+18005551212"));
    }
}

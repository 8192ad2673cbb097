package io.consentry.preference.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.preference.page.FormFields;
import io.consentry.preference.unsubscribe.UnsubscribeRequest.FromPage;
import io.consentry.preference.unsubscribe.UnsubscribeRequest.OneClick;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeRequestTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PART = "Content-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                "application/x-www-form-urlencoded; charset=UTF-8",
                "APPLICATION/X-WWW-FORM-URLENCODED;charset=utf-8;foo=bar"
            })
    void oneClickUrlEncoded(String contentType) {
        assertThat(parse(contentType, "List-Unsubscribe=One-Click")).contains(new OneClick());
        assertThat(parse(contentType, "a=b&List-Unsubscribe=One-Click&flag")).contains(new OneClick());
        assertThat(parse(contentType, "List%2DUnsubscribe=One%2DClick\r\n")).contains(new OneClick());
    }

    @Test
    void oneClickWithoutContentType() {
        assertThat(parse(null, "List-Unsubscribe=One-Click")).contains(new OneClick());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=%s",
                "multipart/form-data; boundary=\"%s\"",
                "Multipart/Form-Data;charset=utf-8;Boundary=%s",
                "multipart/form-data; boundary=%s; charset=utf-8"
            })
    void oneClickMultipart(String contentType) {
        for (String boundary : new String[] {"x", "----WebKitFormBoundaryAbC123", "a'()+_,-./:=?b", "=_Part_1_2.3"}) {
            String type = contentType.formatted(boundary);
            String whole = "--" + boundary + "\r\n" + PART + "--" + boundary + "--\r\n";
            assertThat(parse(type, whole)).as(type).contains(new OneClick());
            assertThat(parse(type, "preamble\r\n" + whole + "epilogue")).contains(new OneClick());
            assertThat(parse(type, whole.replace("\r\n", "\n"))).contains(new OneClick());
        }
    }

    @Test
    void oneClickMultipartWithOtherFieldsAndHeaders() {
        String body = """
                --b
                Content-Disposition: form-data; name="other"; filename="x.bin"
                Content-Type: application/octet-stream

                --List-Unsubscribe=No
                --b
                Content-Type: text/plain; charset=utf-8
                content-disposition: form-data; name=List-Unsubscribe

                One-Click
                --b--
                """.replace("\n", "\r\n");
        assertThat(parse("multipart/form-data; boundary=b", body)).contains(new OneClick());
    }

    @Test
    void oneClickMultipartWithPaddedBoundariesAndFoldedHeaders() {
        String body =
                "--b \t\r\nContent-Disposition: form-data;\r\n\tname=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b-- \r\n";
        assertThat(parse("multipart/form-data; boundary=b", body)).contains(new OneClick());
        assertThat(parse("multipart/form-data;\r\n boundary=\"b\"", body)).contains(new OneClick());
        assertThat(parse("multipart/form-data; boundary=bb", body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "List-Unsubscribe",
                "List-Unsubscribe=",
                "List-Unsubscribe=one-click",
                "list-unsubscribe=One-Click",
                "List-Unsubscribe=One-Click-Not",
                "List-Unsubscribe=One-Click&List-Unsubscribe=No",
                "List-Unsubscribe=No&action=unsubscribe&scope=everything",
                "{\"List-Unsubscribe\":\"One-Click\"}",
                "action=unsubscribe",
                "action=unsubscribe&scope=all",
                "scope=everything",
                "%%%=%"
            })
    void anythingElseAsksForNothing(String body) {
        assertThat(parse(FORM, body)).isEmpty();
    }

    @Test
    void otherMediaTypesAskForNothing() {
        assertThat(parse("text/plain", "List-Unsubscribe=One-Click")).isEmpty();
        assertThat(parse("application/json", "{\"List-Unsubscribe\":\"One-Click\"}"))
                .isEmpty();
        assertThat(parse("multipart/form-data", "--b\r\n" + PART + "--b--")).isEmpty();
        assertThat(parse("multipart/form-data; boundary=c", "--b\r\n" + PART + "--b--"))
                .isEmpty();
    }

    @Test
    void theButtonsOfThePage() {
        for (OptOutScope scope : OptOutScope.values()) {
            assertThat(parse(FORM, "action=unsubscribe&scope=" + scope.wireName()))
                    .contains(new FromPage(scope));
        }
    }

    @Test
    void noNoiseBreaksIt() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            String type =
                    random.nextBoolean() ? FORM : "multipart/form-data; boundary=" + (char) ('!' + random.nextInt(90));
            assertThat(UnsubscribeRequest.parse(FormFields.read(type, noise)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static Optional<UnsubscribeRequest> parse(@Nullable String contentType, String body) {
        return UnsubscribeRequest.parse(FormFields.read(contentType, body.getBytes(StandardCharsets.UTF_8)));
    }
}

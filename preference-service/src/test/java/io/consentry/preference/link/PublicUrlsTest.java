package io.consentry.preference.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.consentry.contract.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlsTest {

    private static final TenantId ACME = new TenantId("acme");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://prefs.example.org",
                "https://prefs.example.org:8443/mail",
                "http://127.0.0.1:8082",
                "http://localhost:8082",
                "http://[::1]:8082"
            })
    void publicAddressesAreTaken(String url) {
        assertThat(PublicUrls.requirePublic(url + "/")).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://prefs.example.org",
                "http://127.0.0.1.example.org",
                "https://prefs.example.org?x=1",
                "https://prefs.example.org#x",
                "ftp://localhost",
                "prefs.example.org",
                "https:///u"
            })
    void othersStopTheService(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> PublicUrls.requirePublic(url));
    }

    @Test
    void headersAreThoseOfRfc8058() {
        PublicUrls urls = new PublicUrls("https://prefs.example.org", Optional.empty());
        assertThat(urls.headers(ACME, "abc"))
                .containsOnly(
                        java.util.Map.entry("List-Unsubscribe", "<https://prefs.example.org/u/abc>"),
                        java.util.Map.entry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }

    @Test
    void mailIsOfferedOnlyWhenThereIsAnAddress() {
        PublicUrls urls = new PublicUrls("https://prefs.example.org", Optional.of("out@example.org"));
        assertThat(urls.headers(ACME, "abc"))
                .containsEntry(
                        "List-Unsubscribe", "<https://prefs.example.org/u/abc>, <mailto:out@example.org?subject=abc>");
    }

    @Test
    void eachTenantMayHaveAMailAddressOfItsOwn() {
        PublicUrls urls = new PublicUrls("https://prefs.example.org", Optional.of("out+{tenant}@example.org"));
        assertThat(urls.headers(ACME, "abc"))
                .containsEntry(
                        "List-Unsubscribe",
                        "<https://prefs.example.org/u/abc>, <mailto:out+acme@example.org?subject=abc>");
    }
}

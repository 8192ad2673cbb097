package io.consentry.consent.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.PurposeKey;
import io.consentry.kit.problem.RefusedException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be published, and by what it is known to be the same. */
class NoticeRequestTest {

    private static final Set<PurposeKey> PURPOSES = Set.of(new PurposeKey("offers"), new PurposeKey("news"));
    private static final String DAY = "2026-12-01T00:00:00Z";

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        Map<String, String> texts = new HashMap<>();
        texts.put("en", "half a pair: \ud83d");
        texts.put("af", null);
        texts.put("EN_za", "x");
        texts.put("zu", "x".repeat(NoticeRequest.TEXT_LENGTH_MAX + 1));
        NoticeRequest request = new NoticeRequest(
                texts, "tomorrow", "boredom", Map.of("xh", "\u0000"), false, Arrays.asList("offers", "ofers", null));

        assertThat(violations(request, "No Key", "a/b"))
                .containsExactlyInAnyOrder(
                        "key shape",
                        "version shape",
                        "effectiveFrom not-an-instant",
                        "text.en character",
                        "text.af required",
                        "text language",
                        "text.zu too-long",
                        "reason unknown-value",
                        "requiresReconsent[1] unknown-purpose",
                        "requiresReconsent[2] unknown-purpose",
                        "material contradiction",
                        "summary.xh character",
                        "summary without-text");
        assertThat(violations(new NoticeRequest(null, null, null, null, null, null), "privacy", "1"))
                .containsExactlyInAnyOrder("text required", "effectiveFrom required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1989-12-31T23:59:59Z", "2101-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"})
    void anInstantThatCannotBeKeptIsRefused(String instant) {
        assertThat(violations(new NoticeRequest(Map.of("en", "x"), instant, null, null, null, null), "privacy", "1"))
                .containsExactly("effectiveFrom range");
    }

    @Test
    void aMaterialChangeNeedsASummaryInEveryLanguage() {
        Map<String, String> texts = Map.of("en", "We share more.", "zu", "Sabelana okwengeziwe.");

        assertThat(violations(new NoticeRequest(texts, DAY, "service", Map.of("en", "More."), true, null), "p", "2"))
                .containsExactly("summary required");
        assertThat(violations(
                        new NoticeRequest(texts, DAY, "service", Map.of("en", "More."), null, List.of("offers")),
                        "p",
                        "2"))
                .containsExactly("summary required");
        assertThat(violations(new NoticeRequest(texts, DAY, "correction", null, null, null), "p", "2"))
                .isEmpty();
    }

    @Test
    void namingPurposesMakesAChangeMaterial() {
        NoticeRequest request = new NoticeRequest(
                Map.of("en", "x"), DAY, null, Map.of("en", "y"), null, List.of("offers", "news", "offers"));

        NoticeContent content = request.toContent("privacy", "2", PURPOSES);

        assertThat(content.material()).isTrue();
        assertThat(content.requiresReconsent()).containsExactly(new PurposeKey("news"), new PurposeKey("offers"));
    }

    /** The expected hashes are of a canonical form that was written by hand, and come from another program. */
    @Test
    void theHashIsThatOfTheCanonicalForm() {
        NoticeContent content = new NoticeRequest(
                        Map.of("zu", "Isaziso", "en", "Notice \u2013 \"ours\"\n"),
                        "2026-12-01T02:00:00+02:00",
                        "law",
                        Map.of("en", "New law", "zu", "Umthetho"),
                        null,
                        List.of("offers", "news"))
                .toContent("privacy", "2", PURPOSES);

        assertThat(content.sha256()).isEqualTo("eac1f5b85a1f2314415142d5b3e3ed581167b3736aa87784640466ac37d6f7ac");
        assertThat(content.locales())
                .extracting(text -> text.locale() + " " + text.sha256())
                .containsExactly(
                        "en 75803aba72558a4805e5f584a3e0578e6476fe4a2e8a65736e25a53e93bc4f7b",
                        "zu fb735c090a609e1256256113fca99d31d5d115cd44200e791b61054c9e6c7d34");
    }

    @Test
    void anyDifferenceIsAnotherHash() {
        NoticeContent base = content("Notice", DAY, null, null, null);

        assertThat(List.of(
                        content("Notice ", DAY, null, null, null).sha256(),
                        content("Notice", "2026-12-01T00:00:00.000001Z", null, null, null)
                                .sha256(),
                        content("Notice", DAY, "law", null, null).sha256(),
                        content("Notice", DAY, null, "Summary", null).sha256(),
                        content("Notice", DAY, null, "Summary", "offers").sha256(),
                        base.sha256()))
                .doesNotHaveDuplicates();
        assertThat(content("Notice", "2026-12-01T00:00:00.0000004Z", null, null, null)
                        .sha256())
                .isEqualTo(base.sha256());
    }

    private static NoticeContent content(
            String text, String from, @Nullable String reason, @Nullable String summary, @Nullable String purpose) {
        return new NoticeRequest(
                        Map.of("en", text),
                        from,
                        reason,
                        summary == null ? null : Map.of("en", summary),
                        null,
                        purpose == null ? Collections.emptyList() : List.of(purpose))
                .toContent("privacy", "1", PURPOSES);
    }

    private static List<String> violations(NoticeRequest request, String key, String version) {
        try {
            request.toContent(key, version, PURPOSES);
            return List.of();
        } catch (RefusedException e) {
            return e.violations().stream()
                    .map(violation -> violation.path() + " " + violation.code())
                    .toList();
        }
    }
}

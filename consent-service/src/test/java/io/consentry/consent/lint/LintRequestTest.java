package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.kit.problem.RefusedException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintRequestTest {

    private static final LintRequest.Header GOOD = new LintRequest.Header("Subject", "Sale");

    @ParameterizedTest
    @CsvSource({
        ",MARKETING",
        "marketing,MARKETING",
        "mixed,MARKETING",
        "Service,MARKETING",
        "service,SERVICE",
        "transactional,TRANSACTIONAL",
        "authentication,AUTHENTICATION",
        "legal,LEGAL"
    })
    void aMissingMixedOrUnknownClassIsMarketing(@Nullable String given, MessageClass expected) {
        assertThat(new LintRequest("sms", given, null, "x", null, null)
                        .toMessage()
                        .messageClass())
                .isEqualTo(expected);
    }

    @Test
    void aMessageThatIsNotAnEmailHasTextOnly() {
        assertThat(violations(new LintRequest("sms", null, List.of(GOOD), null, "<p>", "x")))
                .contains("headers not-for-channel", "html not-for-channel", "raw not-for-channel");
        assertThat(violations(new LintRequest("whatsapp", null, null, null, null, null)))
                .containsExactly("text required");
        assertThat(new LintRequest("push", null, null, "", null, null)
                        .toMessage()
                        .channel())
                .isEqualTo(Channel.PUSH);
    }

    @Test
    void rawStandsAlone() {
        assertThat(violations(new LintRequest("email", null, null, "x", null, "Subject: x\r\n\r\nx")))
                .containsExactly("raw exclusive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fax", "EMAIL", "thandi@example.org"})
    void anUnknownChannelIsRefusedAndNotRepeated(String channel) {
        RefusedException refusal = refusal(new LintRequest(channel, null, null, "x", null, null));

        assertThat(refusal.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.code()).isEqualTo("unknown-value");
            assertThat(violation.message()).doesNotContain(channel);
        });
    }

    @Test
    void allBoundsAreNamedAtOnce() {
        LintRequest request = new LintRequest(
                null,
                null,
                Arrays.asList(
                        GOOD,
                        null,
                        new LintRequest.Header("", "x"),
                        new LintRequest.Header("Sub:ject", "x"),
                        new LintRequest.Header("Sübject", "x"),
                        new LintRequest.Header("X", null),
                        new LintRequest.Header("X", "a".repeat(64_001)),
                        new LintRequest.Header("X", "a\r\nBcc: b")),
                "a".repeat(500_001),
                "a".repeat(500_001),
                null);

        assertThat(violations(request))
                .containsExactlyInAnyOrder(
                        "channel required",
                        "text too-long",
                        "html too-long",
                        "headers[1].name required",
                        "headers[1].value required",
                        "headers[2].name required",
                        "headers[3].name shape",
                        "headers[4].name shape",
                        "headers[5].value required",
                        "headers[6].value too-long",
                        "headers[7].value line-break");
    }

    @Test
    void twoHundredHeadersAreTheMost() {
        assertThat(new LintRequest("email", null, Collections.nCopies(200, GOOD), "x", null, null)
                        .toMessage()
                        .headers())
                .hasSize(200);
        assertThat(violations(new LintRequest("email", null, Collections.nCopies(201, GOOD), "x", null, null)))
                .containsExactly("headers count");
        assertThat(violations(raw("X: y\r\n".repeat(201) + "\r\nx"))).containsExactly("raw count");
    }

    @Test
    void theBoundsHoldForRawToo() {
        assertThat(violations(raw("X: " + "y".repeat(64_001) + "\r\n\r\nx"))).containsExactly("raw too-long");
        assertThat(violations(raw("X: y\r\n\r\n" + "x".repeat(500_001)))).containsExactly("raw too-long");
    }

    @Test
    void foldedHeadersAreUnfolded() {
        LintRequest request =
                new LintRequest("email", null, List.of(new LintRequest.Header("X", "a\r\n b\n\tc")), "x", null, null);

        assertThat(request.toMessage().headers()).containsExactly(new MessageHeader("X", "a b\tc"));
    }

    @Test
    void aRequestPrintsNothingOfTheMessage() {
        LintRequest request =
                new LintRequest("sms", "marketing", List.of(GOOD), "secretword", "secretword", "secretword");

        assertThat(request + " " + request.headers()).doesNotContain("secretword", "Sale", "Subject");
    }

    private static LintRequest raw(String raw) {
        return new LintRequest("email", null, null, null, null, raw);
    }

    private static List<String> violations(LintRequest request) {
        return refusal(request).violations().stream()
                .map(violation -> violation.path() + " " + violation.code())
                .toList();
    }

    private static RefusedException refusal(LintRequest request) {
        return catchThrowableOfType(RefusedException.class, request::toMessage);
    }
}

package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule C-01: the headers of RFC 8058. */
class ListUnsubscribeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://links.example/u/t0k3n>",
                "  <https://links.example/u/t0k3n>  ",
                "<https://links.example/u/t0k3n>, <mailto:out@acme.example?subject=unsubscribe>",
                "<mailto:out@acme.example>,<HTTPS://links.example/u/t0k3n>",
                "<mailto:out@acme.example>,\r\n <https://links.example/u/t0k3n>",
                "<mailto:out@acme.example>,\n\t<https://links.example/u/\r\n t0k3n>",
                "(by click) <https://links.example/u/t0k3n> (or mail), <mailto:out@acme.example> ()",
                "<https://links_a.example:8443/u?t=t0k3n&x=%20>",
            })
    void oneHttpsAddressIsGood(String value) {
        assertThat(codes(Messages.headersWith("List-Unsubscribe", value))).isEmpty();
    }

    static Stream<Arguments> wrongAddresses() {
        return Stream.of(
                arguments(
                        "<http://links.example/u>",
                        List.of(FindingCode.LIST_UNSUBSCRIBE_PLAIN_HTTP, FindingCode.LIST_UNSUBSCRIBE_WITHOUT_HTTPS)),
                arguments(
                        "<https://links.example/u>, <http://links.example/u>",
                        List.of(FindingCode.LIST_UNSUBSCRIBE_PLAIN_HTTP)),
                arguments("<mailto:out@acme.example>", List.of(FindingCode.LIST_UNSUBSCRIBE_WITHOUT_HTTPS)),
                arguments(
                        "<https://a.example/u>, <https://b.example/u>",
                        List.of(FindingCode.LIST_UNSUBSCRIBE_SEVERAL_HTTPS)),
                malformed(""),
                malformed("https://links.example/u"),
                malformed("<https://links.example/u"),
                malformed("<>"),
                malformed("<https:///u>"),
                malformed("<https://links.example/{token}>"),
                malformed("<https://a.example/u> <mailto:out@acme.example>"),
                malformed("<https://a.example/u>; <mailto:out@acme.example>"),
                malformed("<https://a.example/u>,"),
                malformed(", <https://a.example/u>"),
                malformed("<https://a.example/u> (unclosed"),
                malformed("=?utf-8?Q?=3Chttps=3A//a.example/u=3E?="));
    }

    @ParameterizedTest
    @MethodSource("wrongAddresses")
    void wrongAddressesAreNamed(String value, List<FindingCode> expected) {
        assertThat(codes(Messages.headersWith("List-Unsubscribe", value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "List-Unsubscribe = One-Click",
                "List-Unsubscribe=one-click",
                "list-unsubscribe=One-Click",
                "List-Unsubscribe=One-Click;",
                "\"List-Unsubscribe=One-Click\"",
                "List-Unsubscribe=One-Click, other=1",
            })
    void postMustBeExact(String value) {
        assertThat(codes(Messages.headersWith("List-Unsubscribe-Post", value)))
                .containsExactly(FindingCode.LIST_UNSUBSCRIBE_POST_WRONG);
    }

    @Test
    void aFoldedPostIsExact() {
        assertThat(codes(Messages.headersWith("list-unsubscribe-post", "\r\n List-Unsubscribe=One-Click")))
                .isEmpty();
    }

    @Test
    void eachHeaderStandsOnce() {
        assertThat(codes(Messages.headersWith("LIST-UNSUBSCRIBE", "<https://a.example/u>", "<https://a.example/u>")))
                .containsExactly(FindingCode.LIST_UNSUBSCRIBE_REPEATED);
        assertThat(codes(Messages.headersWith(
                        "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", "List-Unsubscribe=One-Click")))
                .containsExactly(FindingCode.LIST_UNSUBSCRIBE_POST_REPEATED);
    }

    @Test
    void missingHeadersAreNamed() {
        assertThat(codes(List.of()))
                .containsExactly(FindingCode.LIST_UNSUBSCRIBE_MISSING, FindingCode.LIST_UNSUBSCRIBE_POST_MISSING);
    }

    private static Arguments malformed(String value) {
        return arguments(value, List.of(FindingCode.LIST_UNSUBSCRIBE_MALFORMED));
    }

    private static List<FindingCode> codes(List<MessageHeader> headers) {
        return Messages.codes(ListUnsubscribe.check(headers));
    }
}

package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules: the message names the sender. */
class SenderIdentityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Winter sale at Nomsa's Shop.",
                "WINTER SALE AT NOMSA’S SHOP!",
                "NOMSA`S   \n SHOP: winter sale",
                "nomsa\u00a0s\u00a0shop",
                "Nom\u00adsa's Sh\u200bop",
                "acme trading (pty) ltd",
                "Acme Trading Pty Ltd",
                "Acme Trading (Pty) Ltd.Reply STOP",
                "Ａｃｍｅ Trading (Pty) Ltd",
            })
    void aNameCountsInAnySpelling(String text) {
        assertThat(Messages.codesOf(Channel.SMS, text)).doesNotContain(FindingCode.SENDER_IDENTITY_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Winter sale!",
                "Nomsa's Shopping spree",
                "Nomsa's",
                "Acme",
                "https://acme-trading-pty-ltd.example/x",
                "https://links.example/?from=Nomsa's%20Shop",
                "www.nomsa.example/s/shop",
                "nomsa's.shop@links.example",
            })
    void aPartOfANameOrALinkDoesNot(String text) {
        assertThat(Messages.codesOf(Channel.SMS, text)).contains(FindingCode.SENDER_IDENTITY_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Nomsa&rsquo;s Shop</p>",
                "<p>Nomsa&#39;s&nbsp;<b>Sh</b>op</p>",
                "<p>Nom&shy;sa's S<span>h</span>op</p>",
                "<p>N<b>o</b>m<i>sa</i>&#x27;s<br>Shop",
                "<table><tr><td>Nomsa's</td><td>Shop</td></tr></table>",
                "<img alt=\"Nomsa's Shop\" src=\"https://cdn.example/logo.png\">",
                "<div>ACME &#84;RADING (PTY) LTD",
            })
    void tagsAndEntitiesDoNotHideAName(String html) {
        assertThat(Messages.codesOfHtml(html)).doesNotContain(FindingCode.SENDER_IDENTITY_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Nomsa's<p>Winter<p>Shop",
                "<!-- Nomsa's Shop -->Sale",
                "<title>Nomsa's Shop</title>Sale",
                "<style>/* Nomsa's Shop */</style><script>'Nomsa\\'s Shop'</script>Sale",
                "<div hidden>Nomsa's Shop</div>Sale",
                "<div style=\"color:red; DISPLAY : none\"><p>Nomsa's Shop</p></div>Sale",
                "<a href=\"https://x.example/Nomsa's Shop\">Sale</a>",
                "<a title=\"Nomsa's Shop\">Sale</a>",
            })
    void whatIsNotShownDoesNotCount(String html) {
        assertThat(Messages.codesOfHtml(html)).contains(FindingCode.SENDER_IDENTITY_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nomsa's Shop <a@b.example>",
                "\"NOMSA’S SHOP\" <a@b.example>",
                "=?utf-8?Q?Nomsa=E2=80=99s?=\r\n =?utf-8?B?IFNob3A=?= <a@b.example>",
                "Other <o@b.example>, \"Nomsa's Shop via Mailer\" <a@b.example>",
            })
    void byEmailTheDisplayNameOfFromCounts(String from) {
        assertThat(codesFrom(from)).doesNotContain(FindingCode.SENDER_IDENTITY_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nomsa's.shop@b.example",
                "<nomsas@shop.example>",
                "Offers <a@b.example>",
                "\"Nomsa's Shop <a@b",
                "",
            })
    void itsAddressDoesNot(String from) {
        assertThat(codesFrom(from)).contains(FindingCode.SENDER_IDENTITY_MISSING);
    }

    private static List<FindingCode> codesFrom(String from) {
        return Messages.codes(MessageLint.lint(
                Messages.message(
                        Channel.EMAIL,
                        MessageClass.MARKETING,
                        List.of(new MessageHeader("FROM", from)),
                        "Winter sale!",
                        null),
                Messages.SENDER));
    }
}

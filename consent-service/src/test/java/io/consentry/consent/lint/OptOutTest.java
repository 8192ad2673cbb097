package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules: the message says where to ask that messages stop. */
class OptOutTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Write to privacy@acme.example.",
                "Write to <PRIVACY@ACME.EXAMPLE>, or not",
                "Call 021 555 0100",
                "Call (021) 555-0100.",
                "Call +27215550100",
                "Call 0027 21 555.0100",
                "Call 021 555\n0100",
                "Visit acme.example/contact",
                "Visit https://www.ACME.example/contact/",
                "Visit http://acme.example/contact.",
                "1 Long Street, Cape Town 8001",
                "1 LONG STREET\nCAPE TOWN\n8001",
            })
    void aContactOfTheTenantIsEnough(String text) {
        assertThat(Messages.codesOf(Channel.EMAIL, text)).doesNotContain(FindingCode.OPT_OUT_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Winter sale!",
                "Write to otherprivacy@acme.example.org",
                "Write to sales@acme.example",
                "Call 021 555 0101",
                "Visit acme.example/contactless-payment",
                "Visit https://acme.example/contact/winter-sale",
                "Visit https://acme.example",
                "Long Street, Cape Town",
                "Shop now: https://acme.example/sale",
                "Unsubscribe in your account",
                "Non-stop deals https://acme.example/sale",
                "Don't stop. Shop at https://acme.example/sale",
                "Stop by our shop, directions: https://acme.example/map",
                "Reply STOP to opt out",
            })
    void anythingElseIsNot(String text) {
        assertThat(Messages.codesOf(Channel.EMAIL, text)).contains(FindingCode.OPT_OUT_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unsubscribe: https://links.example/u/t0k3n",
                "To opt out click here (https://links.example/u/t0k3n)",
                "https://links.example/u/t0k3n to opt-out",
                "You may opt\nout at any time on the following page: links.example/u/t0k3n",
                "Manage your preferences at https://links.example/p/t0k3n",
                "If you no longer wish to hear from us, write to out@acme.example",
                "Stop? https://links.example/u/t0k3n",
                "STOP: links.example/u/t0k3n",
                "OptOut https://links.example/u/t0k3n",
                "https://links.example/unsubscribe?u=t0k3n",
                "https://links.example/email/opt-out/t0k3n",
                "mailto:out@acme.example?subject=unsubscribe",
                "Om uit te teken, klik hier: https://links.example/u/t0k3n",
                "Teken uit: https://links.example/u/t0k3n",
                "Ukuyeka ukuthola imiyalezo: https://links.example/u/t0k3n",
                "Opt out at optout.acme.co.za",
            })
    void aLinkThatSaysSoIsEnough(String text) {
        assertThat(Messages.codesOf(Channel.EMAIL, text)).doesNotContain(FindingCode.OPT_OUT_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>If you are tired of us,</p><a href='https://links.example/u/t'>Un<b>sub</b>scribe</a>",
                "<a href='https://links.example/u/t'>Click here</a> to opt&nbsp;out",
                "<a href='https://links.example/u/t'><img alt='Unsubscribe'></a>",
                "<a href='mailto:out@acme.example?subject=unsubscribe'>here</a>",
                "<a href=' HTTPS://links.example/unsubscribe/t '>here</a>",
                "<a href='tel:+27215550100'>Call us</a>",
                "<a href='mailto:privacy@acme.example'>Contact</a>",
                "<a href='https://links.example/u/t'>&#85;nsubscribe</a>",
                "<map><area href='https://links.example/u/t' alt='x'></map>unsubscribe",
            })
    void targetsOfLinksInHtmlCount(String html) {
        assertThat(Messages.codesOfHtml(html)).doesNotContain(FindingCode.OPT_OUT_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=''>Unsubscribe</a>",
                "<a href='#'>Unsubscribe</a>",
                "<a href='javascript:void(0)'>Unsubscribe</a>",
                "<a>Unsubscribe</a>",
                "<!-- <a href='https://links.example/u/t'>Unsubscribe</a> -->",
                "<p style='display:none'><a href='https://links.example/u/t'>Unsubscribe</a></p>",
                "<img src='https://links.example/unsubscribe.png'>",
                "<a href='https://acme.example/sale'>Winter sale</a>",
            })
    void aLinkThatLeadsNowhereOrIsHiddenDoesNot(String html) {
        assertThat(Messages.codesOfHtml(html)).contains(FindingCode.OPT_OUT_MISSING);
    }

    @Test
    void aLinkFarFromTheWordsDoesNot() {
        String text = "Unsubscribe in your account. " + "Warm winter jackets for all. ".repeat(10)
                + "https://acme.example/sale";

        assertThat(Messages.codesOf(Channel.EMAIL, text)).contains(FindingCode.OPT_OUT_MISSING);
    }
}

package io.consentry.consent.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageLintTest {

    private static final String TEXT = """
            Winter sale at Nomsa's Shop.
            1 Long Street, Cape Town, 8001
            Unsubscribe: https://links.example/u/t0k3n
            """;
    private static final String HTML = """
            <p>Winter sale at Nomsa's Shop.</p><p>1 Long Street<br>Cape Town<br>8001</p>
            <a href="https://links.example/u/t0k3n">Unsubscribe</a>
            """;

    @Test
    void aCompleteMarketingEmailHasNoFindings() {
        assertThat(lint(MessageClass.MARKETING, Messages.HEADERS, TEXT, HTML)).isEmpty();
    }

    @Test
    void everythingThatAnEmailLacksIsNamedAtOnce() {
        List<Finding> findings = MessageLint.lint(
                Messages.message(Channel.EMAIL, MessageClass.MARKETING, List.of(), "Winter sale!", null),
                Messages.SENDER);

        assertThat(Messages.codes(findings))
                .containsExactly(
                        FindingCode.SENDER_IDENTITY_MISSING,
                        FindingCode.OPT_OUT_MISSING,
                        FindingCode.PHYSICAL_ADDRESS_MISSING,
                        FindingCode.LIST_UNSUBSCRIBE_MISSING,
                        FindingCode.LIST_UNSUBSCRIBE_POST_MISSING,
                        FindingCode.DKIM_SIGNATURE_MISSING);
        assertThat(LintAnswer.passes(findings)).isFalse();
    }

    @Test
    void adviceAloneIsOk() {
        List<Finding> findings = lint(
                MessageClass.MARKETING,
                List.of(Messages.FROM, Messages.UNSUBSCRIBE, Messages.POST),
                "Unsubscribe: https://links.example/u/t0k3n",
                null);

        assertThat(Messages.codes(findings))
                .containsExactly(FindingCode.PHYSICAL_ADDRESS_MISSING, FindingCode.DKIM_SIGNATURE_MISSING);
        assertThat(LintAnswer.passes(findings)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageClass.class,
            names = {"SERVICE", "TRANSACTIONAL", "AUTHENTICATION", "LEGAL"})
    void otherClassesAreOnlyAdvisedToNameTheSender(MessageClass messageClass) {
        List<Finding> findings = lint(messageClass, List.of(), "Your code is 123456", null);

        assertThat(Messages.codes(findings)).containsExactly(FindingCode.SENDER_IDENTITY_MISSING);
        assertThat(LintAnswer.passes(findings)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void marketingOnEveryChannelNeedsSenderAndWayOut(Channel channel) {
        assertThat(Messages.codesOf(channel, "Winter sale!"))
                .contains(FindingCode.SENDER_IDENTITY_MISSING, FindingCode.OPT_OUT_MISSING);
        assertThat(Messages.codesOf(channel, "Winter sale at Nomsa's Shop. Stop: privacy@acme.example"))
                .doesNotContain(FindingCode.SENDER_IDENTITY_MISSING, FindingCode.OPT_OUT_MISSING);
    }

    @Test
    void eachFormOfTheBodyStandsForItself() {
        List<Finding> findings = lint(MessageClass.MARKETING, Messages.HEADERS, TEXT, "<p>Winter sale!</p>");

        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::code, Finding::where)
                .containsExactly(tuple(FindingCode.OPT_OUT_MISSING, "html"));
    }

    @Test
    void aBlankFormOfTheBodyIsNotAsked() {
        assertThat(lint(MessageClass.MARKETING, Messages.HEADERS, " \n", HTML)).isEmpty();
    }

    @Test
    void aTenantWithoutPhysicalAddressIsAdvisedToHaveOne() {
        TenantSettings bare = new TenantSettings(
                "Acme",
                "Acme",
                new Contact("privacy@acme.example", null, null, null),
                null,
                "ZA",
                "ZA",
                "UTC",
                "za",
                12,
                null,
                null,
                null);
        OutgoingMessage message = Messages.message(
                Channel.EMAIL, MessageClass.MARKETING, Messages.HEADERS, "Acme, privacy@acme.example", null);

        assertThat(Messages.codes(MessageLint.lint(message, bare)))
                .containsExactly(FindingCode.PHYSICAL_ADDRESS_MISSING);
    }

    @Test
    void nothingPrintsTheMessage() {
        OutgoingMessage message = Messages.message(Channel.EMAIL, MessageClass.MARKETING, Messages.HEADERS, TEXT, HTML);

        assertThat(message + " " + message.headers() + message.renditions() + Token.of(TEXT) + FoldedText.of(TEXT)
                        + new Content(Messages.HEADERS, TEXT, HTML) + HtmlText.of(HTML))
                .doesNotContain("Winter", "winter", "acme", "t0k3n", "Nomsa");
        assertThat(lint(MessageClass.MARKETING, List.of(), "secretword", "<b>secretword</b>")
                        .toString())
                .doesNotContain("secretword");
    }

    private static List<Finding> lint(
            MessageClass messageClass, List<MessageHeader> headers, @Nullable String text, @Nullable String html) {
        return MessageLint.lint(Messages.message(Channel.EMAIL, messageClass, headers, text, html), Messages.SENDER);
    }
}

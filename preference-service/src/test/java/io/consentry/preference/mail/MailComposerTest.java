package io.consentry.preference.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.kit.tenant.Tenant;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailComposerTest {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final UUID ID = UUID.fromString("5b8c3ad1-5f4a-4be0-9d1a-7b6a4f5f2c11");
    private final MailComposer composer =
            new MailComposer("no-reply@mail.example", Clock.fixed(Samples.NOW, ZoneOffset.UTC));

    @Test
    void aMailIsFromTheTenantByAMachineAndReadsBothWays() throws Exception {
        MimeMessage message = sent(Samples.tenant("Ácme & Söns", "privacy@acme.example"), Samples.CONTENT);

        InternetAddress from = (InternetAddress) message.getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("no-reply@mail.example");
        assertThat(from.getPersonal()).isEqualTo("Ácme & Söns");
        assertThat(message.getReplyTo()).containsExactly(new InternetAddress("privacy@acme.example"));
        assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("Thandi@example.org"));
        assertThat(message.getSubject()).isEqualTo("Bevestig: Grüße");
        assertThat(message.getMessageID()).isEqualTo("<" + ID + "@mail.example>");
        assertThat(message.getSentDate()).isEqualTo(Samples.NOW);
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertPart(parts.getBodyPart(0), "text/plain", "Hello ✓\r\nline two");
        assertPart(parts.getBodyPart(1), "text/html", "<p>Hello ✓</p>");
    }

    private static void assertPart(BodyPart part, String type, String content) throws MessagingException, IOException {
        assertThat(part.getContentType()).startsWith(type).containsIgnoringCase("utf-8");
        assertThat(part.getContent().toString().replaceAll("\r?\n", "\r\n")).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme\r\nBcc: other@evil.example",
                "Acme\nBcc: other@evil.example",
                "Acme\rBcc: x@y.example",
                "Ä\r\nBcc: x@y.example",
                "Acme\u2028Bcc: x@y.example\u0000"
            })
    void noNameAndNoSubjectBeginsAnotherHeader(String text) throws Exception {
        Tenant tenant = Samples.tenant(text, "privacy@acme.example");
        MimeMessage message = sent(tenant, new MailContent("thandi@example.org", text, "Hello", "<p>Hello</p>"));

        assertThat(Collections.list(message.getAllHeaders()).stream().map(Header::getName))
                .containsExactlyInAnyOrder(
                        "From",
                        "Reply-To",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        "MIME-Version",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress",
                        "Content-Type");
        assertThat(message.getFrom()).hasSize(1);
        assertThat(message.getAllRecipients()).hasSize(1);
    }

    @Test
    void aContactThatIsNoAddressIsNotRepliedTo() throws Exception {
        MimeMessage message = sent(Samples.tenant("Acme", "at the desk\r\nBcc: x@y.example"), Samples.CONTENT);

        assertThat(message.getHeader("Reply-To")).isNull();
        assertThat(message.getRecipients(Message.RecipientType.BCC)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"thändi@example.org", "two@words here.example", "a@b.example,c@d.example", "no-domain"})
    void aMailboxThatNoHeaderCanHoldIsRefused(String mailbox) {
        Tenant tenant = Samples.tenant("Acme", "privacy@acme.example");
        MailContent content = new MailContent(mailbox, "Hello", "Hello", "<p>Hello</p>");

        assertThatThrownBy(() -> composer.compose(SESSION, ID, tenant, content))
                .isInstanceOf(MailRefusedException.class);
    }

    /** As it is when it has been on the wire. */
    private MimeMessage sent(Tenant tenant, MailContent content) throws MessagingException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        composer.compose(SESSION, ID, tenant, content).writeTo(out);
        assertThat(out.toString(StandardCharsets.ISO_8859_1).chars()).allMatch(c -> c < 128);
        return new MimeMessage(SESSION, new ByteArrayInputStream(out.toByteArray()));
    }
}

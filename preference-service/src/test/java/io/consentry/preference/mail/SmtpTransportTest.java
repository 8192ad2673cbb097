package io.consentry.preference.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.mail.MailConfig.Smtp;
import io.consentry.preference.mail.MailConfig.Tls;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTransportTest {

    private final GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private final Tenant tenant = Samples.tenant("Acme", "privacy@acme.example");

    private record Settings(int port, Tls tls, Optional<String> user, Optional<String> password) implements Smtp {

        @Override
        public Optional<String> host() {
            return Optional.of("127.0.0.1");
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void allMailOfARunGoesOverOneConnectionUnderTheTenantsName() throws MessagingException {
        try (OpenTransport open = transport(Tls.NONE, "", "").open()) {
            open.send(Samples.queued(), tenant, Samples.CONTENT);
            open.send(Samples.queued(), tenant, Samples.CONTENT);
        }

        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(server.getReceivedMessages()[0].getFrom()[0]).hasToString("Acme <no-reply@mail.example>");
    }

    @Test
    void aPasswordIsUsed() {
        server.setUser("relay@mail.example", "relay", "a password for tests only");
        try (OpenTransport open =
                transport(Tls.NONE, "relay", "a password for tests only").open()) {
            open.send(Samples.queued(), tenant, Samples.CONTENT);
        }
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThatThrownBy(() -> transport(Tls.NONE, "relay", "another").open())
                .isInstanceOf(TransportFailedException.class);
    }

    @Test
    void nothingGoesInTheClearWhereTlsIsRequired() {
        assertThatThrownBy(() -> transport(Tls.REQUIRED, "", "").open()).isInstanceOf(TransportFailedException.class);
        assertThatThrownBy(() -> transport(Tls.IMPLICIT, "", "").open()).isInstanceOf(TransportFailedException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsNotTheMailsFault() {
        SmtpTransport transport = transport(Tls.NONE, "", "");
        server.stop();

        assertThatThrownBy(transport::open).isInstanceOf(TransportFailedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 no such user, true",
        "RCPT, 451 4.3.0 try later, false",
        "., 554 5.7.1 not wanted, true",
        "., 452 4.3.1 full, false",
        "MAIL, 550 5.7.1 you are not welcome, false"
    })
    void onlyWhatIsSaidForGoodOfRecipientOrMessageIsGivenUp(String command, String answer, boolean forGood)
            throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(command, answer);
                OpenTransport open =
                        transport(scripted.port(), Tls.NONE, "", "").open()) {
            assertThatThrownBy(() -> open.send(Samples.queued(), tenant, Samples.CONTENT))
                    .isInstanceOf(forGood ? MailRefusedException.class : SendFailedException.class);
        }
    }

    private SmtpTransport transport(Tls tls, String user, String password) {
        return transport(server.getSmtp().getPort(), tls, user, password);
    }

    private static SmtpTransport transport(int port, Tls tls, String user, String password) {
        Settings settings = new Settings(
                port,
                tls,
                Optional.of(user).filter(given -> !given.isEmpty()),
                Optional.of(password).filter(given -> !given.isEmpty()));
        return new SmtpTransport(
                "127.0.0.1",
                settings,
                new MailComposer("no-reply@mail.example", Clock.fixed(Samples.NOW, ZoneOffset.UTC)));
    }
}

package io.consentry.preference.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailTransportProducerTest {

    private static final String FROM = "consentry.mail.from";
    private static final String DIRECTORY = "consentry.mail.directory";
    private static final String HOST = "consentry.mail.smtp.host";

    private final Clock clock = Clock.systemUTC();

    @Test
    void aServerOutweighsADirectory() {
        Map<String, String> settings = Map.of(FROM, "no-reply@mail.example", DIRECTORY, "target/mail");

        assertThat(transport(settings)).isInstanceOf(DirectoryTransport.class);
        assertThat(transport(Map.of(FROM, "no-reply@mail.example", DIRECTORY, "target/mail", HOST, "smtp.example")))
                .isInstanceOf(SmtpTransport.class);
    }

    @Test
    void withoutBothWhatNeedsMailIsRefused() {
        MailTransport none = transport(Map.of());

        assertThat(none.isSetUp()).isFalse();
        assertThatThrownBy(none::open).isInstanceOf(TransportFailedException.class);
        assertThatThrownBy(() -> new MailQueue(none, config(Map.of()), clock).requireWorking())
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.type())
                        .isEqualTo(ProblemType.DEPENDENCY_UNAVAILABLE));
    }

    @Test
    void aWrongOrMissingAddressToSendFromStopsTheService() {
        assertThatIllegalArgumentException().isThrownBy(() -> transport(Map.of(HOST, "smtp.example")));
        for (String wrong : new String[] {"nobody", "a@b.example\r\nBcc: c@d.example", "a b@example.org"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> transport(Map.of(HOST, "smtp.example", FROM, wrong)));
        }
    }

    @Test
    void nothingGoesInTheClearUnlessItIsSaid() {
        assertThat(config(Map.of()).smtp().tls()).isEqualTo(MailConfig.Tls.REQUIRED);
        assertThat(config(Map.of("consentry.mail.smtp.tls", "none")).smtp().tls())
                .isEqualTo(MailConfig.Tls.NONE);
    }

    private MailTransport transport(Map<String, String> settings) {
        return new MailTransportProducer().transport(config(settings), clock);
    }

    private static MailConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(MailConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(MailConfig.class);
    }
}

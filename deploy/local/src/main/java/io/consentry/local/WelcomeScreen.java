package io.consentry.local;

import java.nio.file.Path;

/** The one screen that says what to do next. */
final class WelcomeScreen {
    private WelcomeScreen() {}

    static String of(LocalSettings settings) {
        String consent = settings.url(Part.CONSENT);
        String directory =
                settings.shownDirectory().equals(Path.of(".local")) ? "" : "LOCAL_DIR=" + settings.directory() + " ";
        return """

                  consent      %1$s    API %1$s/q/openapi
                  preference   %2$s    API %2$s/q/openapi
                  suppression  %3$s    API %3$s/q/openapi
                  Keycloak     %4$s    realm consentry
                  PostgreSQL   127.0.0.1:%5$d         Kafka 127.0.0.1:%6$d
                  Credentials  %7$s (demo tenants acme and globex), %8$s (databases, Keycloak's admin)
                  Mail, logs   %9$s

                  Record, check (allow, or defer outside contact hours) and withdraw:

                TOKEN=$(%10$sdeploy/local/token acme)
                curl -sS %1$s/v1/consents -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"subject":{"phone":"082 123 4567"},"decisions":[{"purpose":"offers","channel":"whatsapp","action":"grant"}],"evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject","occurredAt":"'$(date -u +%%FT%%TZ)'","source":"https://shop.example/signup","wording":"Yes, send me offers on WhatsApp","locale":"en-ZA"}}'
                curl -sS %1$s/v1/check -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"checks":[{"recipient":{"phone":"+27821234567"},"channel":"whatsapp","purpose":"offers","messageClass":"marketing"}]}'
                curl -sS %1$s/v1/consents -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"subject":{"phone":"082 123 4567"},"decisions":[{"action":"withdraw"}],"evidence":{"method":"explicit_request","actor":"subject"}}'

                  Ctrl-C stops everything; the state stays.

                Consentry is ready""".formatted(
                        consent,
                        settings.url(Part.PREFERENCE),
                        settings.url(Part.SUPPRESSION),
                        settings.url(Part.KEYCLOAK),
                        settings.port(Part.POSTGRES),
                        settings.port(Part.KAFKA),
                        settings.shownDirectory().resolve("platform.json"),
                        settings.shownDirectory().resolve("secrets.json"),
                        settings.shownDirectory().resolve("mail") + ", "
                                + settings.shownDirectory().resolve("log"),
                        directory);
    }
}

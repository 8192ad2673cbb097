package io.consentry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The promises, on the whole platform. The kills come last, and what they leave is looked through for addresses at the very end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformE2E {

    private static final Path REPOSITORY = Path.of(System.getProperty("repo.root", "."));
    private static final Platform PLATFORM =
            Platform.in(REPOSITORY.resolve("deploy/e2e/target/platform-" + System.nanoTime()));
    private static final String DOMAIN = "promise-recipient.example.org";

    private static final String PHONE = "+27829990117";

    private static final String WHATSAPP = "+27829990118";
    private static final String WHATSAPP_SECRET = "a secret of WhatsApp's app";

    /** A recipient's address; the masked form that answers show has a star before the at sign. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[a-z0-9]@" + Pattern.quote(DOMAIN) + "|" + PHONE.substring(3) + "|" + WHATSAPP.substring(3));

    @BeforeAll
    static void start() {
        PLATFORM.start();
    }

    @AfterAll
    static void stop() {
        PLATFORM.stop();
    }

    @Test
    @Order(1)
    void theReadmesOwnLinesDoTheMainJob() throws Exception {
        String readme = Files.readString(REPOSITORY.resolve("README.md"));
        String script = readme.substring(readme.indexOf("```bash\nTOKEN=") + 8);
        script = script.substring(0, script.indexOf("```"))
                .replace("http://127.0.0.1:8081", PLATFORM.url("consent"))
                .replace("http://127.0.0.1:8082", PLATFORM.url("preference"))
                .replace("http://127.0.0.1:8083", PLATFORM.url("suppression"));
        assertThat(script.lines().count()).isLessThan(12);

        ProcessBuilder terminal = new ProcessBuilder("bash", "-c", "set -e\n" + script)
                .directory(REPOSITORY.toFile())
                .redirectErrorStream(true);
        terminal.environment().put("LOCAL_DIR", PLATFORM.directory().toString());
        Process bash = terminal.start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(said).isZero();
        assertThat(said)
                .containsSubsequence(
                        "ConsentGiven", "\"allow\"", "HTTP/1.1 200", "\"deny\"", "\"opt_out\"", "holdUntil");
    }

    @Test
    @Order(2)
    void clickInAMailSuppressesForTwelveMonthsAndDeniesWithEvidence() {
        TenantApi acme = PLATFORM.tenant("acme");
        String email = "once@" + DOMAIN;
        acme.record(email, "grant");
        assertThat(acme.check(email).path("decision").asText()).isEqualTo("allow");

        assertThat(TenantApi.click(acme.links(List.of(email)).get(0))).isEqualTo(200);

        assertThat(acme.check(email).path("decision").asText()).isEqualTo("deny");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode denied = acme.check(email);
            assertThat(denied.path("reasons").findValuesAsText("code"))
                    .containsExactly("SUPPRESSED_OPT_OUT", "NO_CONSENT");
            assertThat(denied.path("reasons").findValuesAsText("evidence")).hasSize(2);
        });
        List<JsonNode> entries = acme.suppressions(email);
        assertThat(entries).hasSize(1);
        Instant holdUntil = Instant.parse(entries.get(0).path("holdUntil").asText());
        assertThat(holdUntil).isAfter(Instant.now().plus(Duration.ofDays(364)));
    }

    @Test
    @Order(3)
    void tenantsDoNotSeeEachOther() {
        TenantApi acme = PLATFORM.tenant("acme");
        TenantApi globex = PLATFORM.tenant("globex");
        String email = "shared@" + DOMAIN;
        acme.record(email, "grant");

        assertThat(globex.check(email).path("decision").asText()).isEqualTo("deny");
        assertThat(globex.answer("consent", "/v1/subjects/lookup", "{\"identifier\":{\"email\":\"" + email + "\"}}")
                        .statusCode())
                .isEqualTo(404);
        globex.record(email, "grant");
        assertThat(TenantApi.click(globex.links(List.of(email)).get(0))).isEqualTo(200);
        assertThat(globex.check(email).path("decision").asText()).isEqualTo("deny");
        assertThat(acme.check(email).path("decision").asText()).isEqualTo("allow");
        assertThat(acme.suppressions(email)).isEmpty();
    }

    @Test
    @Order(4)
    void acknowledgedWithdrawalIsNeverFollowedByAnAllow() throws Exception {
        long seed = Long.getLong("history.seed", System.nanoTime());
        Hammer hammer = new Hammer(PLATFORM.tenant("acme"), DOMAIN, 1_000, seed);

        hammer.run(16);

        assertThat(hammer.violations()).as("seed %d", seed).isEmpty();
        assertThat(hammer.allowed()).as("allowed after a grant").isGreaterThan(300);
        assertThat(hammer.denied()).as("not allowed after a withdrawal").isGreaterThan(800);
    }

    @Test
    @Order(4)
    void aListOfHashesDeniesAndItsUndoAllows() throws Exception {
        TenantApi acme = PLATFORM.tenant("acme");
        String email = "hashed@" + DOMAIN;
        acme.record(email, "grant");
        assertThat(acme.check(email).path("decision").asText()).isEqualTo("allow");
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8)));

        String job =
                acme.importList("kind,sha256\nemail," + hash + "\n").path("id").asText();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode result = acme.check(email);
            assertThat(result.path("decision").asText()).isEqualTo("deny");
            assertThat(result.path("reasons").path(0).path("code").asText()).isEqualTo("SUPPRESSED_OPT_OUT");
            assertThat(result.path("reasons").path(0).path("evidence").asText())
                    .isEqualTo(acme.suppressions(email).get(0).path("id").asText());
        });
        acme.post("suppression", "/v1/suppressions/imports/" + job + "/undo", "");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(acme.check(email).path("decision").asText()).isEqualTo("allow"));
    }

    @Test
    @Order(4)
    void whoResumesAtWhatsappIsNeitherOnTheListNorDenied() {
        TenantApi acme = PLATFORM.tenant("acme");
        acme.put("preference", "/v1/inbound/settings", """
                {"whatsapp":{"verifyToken":"%s","appSecret":"%s"}}""".formatted(WHATSAPP_SECRET, WHATSAPP_SECRET));
        acme.recordWhatsapp(WHATSAPP, "grant");
        assertThat(acme.checkWhatsapp(WHATSAPP).path("decision").asText()).isEqualTo("allow");

        wish("stop", Instant.now().minusSeconds(60));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(acme.checkWhatsapp(WHATSAPP).path("reasons").findValuesAsText("code"))
                    .contains("SUPPRESSED_OPT_OUT", "NO_CONSENT");
            assertThat(standing(acme)).hasSize(1);
        });

        wish("resume", Instant.now().minusSeconds(30));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(acme.checkWhatsapp(WHATSAPP).path("decision").asText()).isEqualTo("allow");
            assertThat(standing(acme)).isEmpty();
        });
    }

    private static List<JsonNode> standing(TenantApi acme) {
        return acme.suppressionsOfPhone(WHATSAPP).stream()
                .filter(entry -> !entry.path("released").asBoolean())
                .toList();
    }

    private static void wish(String value, Instant at) {
        int status = PLATFORM.tenant("acme").deliverWhatsapp(WHATSAPP_SECRET, """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"user_preferences","value":{
                 "contacts":[{"wa_id":"%s"}],"user_preferences":[{"wa_id":"%s","category":"marketing_messages","value":"%s",
                 "timestamp":%d}]}}]}]}""".formatted(
                        WHATSAPP.substring(1), WHATSAPP.substring(1), value, at.getEpochSecond()));
        assertThat(status).isEqualTo(200);
    }

    @Test
    @Order(5)
    void noAcknowledgedOptOutIsLostWhenAnyPartIsKilled() {
        List<String> acknowledged = new ArrayList<>();
        for (String victim : List.of("consent", "preference", "suppression", "kafka", "postgres", "everything")) {
            acknowledged.addAll(optOutWhileKilling(victim));
        }
        assertThat(acknowledged).as("acknowledged opt-outs").hasSizeGreaterThanOrEqualTo(2_000);
        TenantApi acme = PLATFORM.tenant("acme");

        for (int from = 0; from < acknowledged.size(); from += 500) {
            List<String> some = acknowledged.subList(from, Math.min(from + 500, acknowledged.size()));
            assertThat(acme.check(some))
                    .allSatisfy(result ->
                            assertThat(result.path("decision").asText()).isEqualTo("deny"));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(acme.suppressions(acknowledged.get(acknowledged.size() - 1)))
                        .hasSize(1));
        for (String email : acknowledged) {
            assertThat(acme.suppressions(email)).as("on the list, once").hasSize(1);
            assertThat(acme.history(email).stream()
                            .filter(event -> event.path("status").asText().equals("ConsentWithdrawn")))
                    .as("in the ledger, once")
                    .hasSize(1);
        }
    }

    @Test
    @Order(6)
    void noAddressStandsInAnyRowOrRecord() throws Exception {
        TenantApi acme = PLATFORM.tenant("acme");
        acme.recordPhone(PHONE, "grant");
        assertThat(acme.checkPhone(PHONE).path("decision").asText()).isEqualTo("allow");
        acme.recordPhone(PHONE, "withdraw");
        assertThat(acme.checkPhone(PHONE).path("decision").asText()).isEqualTo("deny");
        List<String> leaks = new ArrayList<>();

        long read = new WrittenTexts(PLATFORM).forEach(text -> {
            if (ADDRESS.matcher(text).find()) {
                leaks.add(text.substring(0, Math.min(300, text.length())));
            }
        });

        assertThat(leaks).as("rows of databases as text, and records of topics").isEmpty();
        assertThat(read).as("texts read").isGreaterThan(10_000);
    }

    @Test
    @Order(7)
    void noAddressStandsInAnyFileThatThePlatformWrote() throws Exception {
        PLATFORM.stop();
        List<Path> leaks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PLATFORM.directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (ADDRESS.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .find()) {
                    leaks.add(file);
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
        assertThat(leaks).as("files of databases, topics and logs").isEmpty();
    }

    /** 600 people opt out; when half have, the victim is killed. Those whose click was answered with 200. */
    private static List<String> optOutWhileKilling(String victim) {
        TenantApi acme = PLATFORM.tenant("acme");
        List<String> emails =
                IntStream.range(0, 600).mapToObj(i -> victim + i + "@" + DOMAIN).toList();
        List<String> urls = acme.links(emails);
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        ExecutorService people = Executors.newFixedThreadPool(8);
        for (int i = 0; i < emails.size(); i++) {
            String email = emails.get(i);
            String url = urls.get(i);
            people.execute(() -> {
                if (isAcknowledged(url)) {
                    acknowledged.add(email);
                }
            });
        }
        people.shutdown();
        await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= 300);
        if (victim.equals("everything")) {
            PLATFORM.killEverything();
            PLATFORM.start();
        } else {
            PLATFORM.kill(victim);
        }
        try {
            assertThat(people.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(acknowledged);
    }

    private static boolean isAcknowledged(String url) {
        try {
            return TenantApi.click(url) == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}

package io.consentry.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentry.e2e.TenantApi;
import io.consentry.servers.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The resilience suite; deploy/docs/resilience.md says what each row proves. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResilienceE2E {

    private static final Path TARGET = Path.of(System.getProperty("repo.root", "."), "deploy", "e2e", "target")
            .toAbsolutePath();
    private static final int PEOPLE = Integer.getInteger("resilience.people", 100);
    /** Longer than Kafka keeps a silent broker in its quorum, and than the check's staleness limit. */
    private static final Duration PAUSE = Duration.ofSeconds(8);

    private static final Duration RESTART_MAX = Duration.ofMinutes(2);
    private static final int NOT_READY = 503;

    private static final List<Row> ROWS = new ArrayList<>();
    private static final List<String> NOT_RUN = new ArrayList<>();
    /** What PostgreSQL's state and the log of one row need, and little more. */
    private static final int DISK_MEGABYTES = 1_200;

    private static @Nullable SmallDisk disk;
    private static Cluster cluster;
    private static Trial trial;

    @BeforeAll
    static void start() {
        Path repository = Path.of(System.getProperty("repo.root", ".")).toAbsolutePath();
        String older = System.getProperty("resilience.older", "");
        cluster = new Cluster(
                TARGET.resolve("resilience-" + System.nanoTime()),
                older.isEmpty() ? repository : Path.of(older).toAbsolutePath());
        trial = new Trial(cluster, PEOPLE);
    }

    @AfterAll
    static void report() throws Exception {
        StringBuilder report = new StringBuilder(Row.HEADING);
        ROWS.forEach(row -> report.append(row.line()));
        NOT_RUN.forEach(reason -> report.append("\nNot run: ").append(reason).append('\n'));
        Files.writeString(TARGET.resolve("resilience.md"), report);
        System.out.println(report);
        cluster.close();
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    @Order(0)
    void oldAndNewRunSideBySideOnOneDatabase() throws Exception {
        cluster.upgrade();
        holds("a new version beside the old one, and then in its place", Duration.ofSeconds(20), crowd -> {
            for (String service : Cluster.SERVICES) {
                cluster.startAnother(service, service + "-new");
                cluster.stop(service);
                cluster.startAgain(service);
                cluster.remove(service + "-new");
            }
        });
    }

    @Test
    @Order(1)
    void killedServicesLoseNothing() throws Exception {
        holds("each service killed (kill -9) and started again", Duration.ofSeconds(12), crowd -> {
            for (String service : Cluster.SERVICES) {
                cluster.kill(service);
                cluster.startAgain(service);
            }
        });
    }

    @Test
    @Order(2)
    void withoutTheLedgerAndKafkaEveryClickIsAnsweredWithinASecond() throws Exception {
        Row row = trial.run("consent-service and Kafka gone while all opt out", 0, crowd -> {
            cluster.kill("consent");
            cluster.killKafka();
            // The first waits for the end of what the last heartbeat may still allow, or nearly; the second for the
            // rest.
            cluster.tenant()
                    .links(List.of("first@resilience.example.org", "second@resilience.example.org"))
                    .forEach(link -> assertThat(TenantApi.click(link)).isEqualTo(200));
            crowd.begin(Duration.ofSeconds(5));
            crowd.awaitAll();
            cluster.startKafka();
            cluster.startAgain("consent");
        });
        keep(row);
        assertThat(row.slowestAnswer()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    @Order(3)
    void killedKafkaLosesNothing() throws Exception {
        holds("Kafka killed (kill -9) and started again", Duration.ofSeconds(6), crowd -> {
            cluster.killKafka();
            cluster.startKafka();
        });
    }

    @Test
    @Order(4)
    void killedPostgresLosesNothing() throws Exception {
        holds("PostgreSQL killed (kill -9), crash recovery", Duration.ofSeconds(6), crowd -> {
            cluster.killPostgres();
            cluster.startPostgres();
        });
    }

    @Test
    @Order(5)
    void twoInstancesTakeOverFromEachOther() throws Exception {
        startSecondInstances();
        holds("two instances of each service: the leading one of each killed", Duration.ofSeconds(12), crowd -> {
            for (String service : Cluster.SERVICES) {
                cluster.kill(service);
            }
            for (String service : Cluster.SERVICES) {
                cluster.startAgain(service);
            }
        });
        removeSecondInstances();
    }

    @Test
    @Order(6)
    @Tag("long")
    void rollingRestartLosesNothing() throws Exception {
        startSecondInstances();
        holds("two instances of each service: all restarted, one after the other", Duration.ofSeconds(30), crowd -> {
            for (String service : Cluster.SERVICES) {
                for (String name : List.of(service, service + "-2")) {
                    cluster.stop(name);
                    cluster.startAgain(name);
                }
            }
        });
        removeSecondInstances();
    }

    private static void startSecondInstances() {
        Cluster.SERVICES.forEach(service -> cluster.startAnother(service, service + "-2"));
    }

    private static void removeSecondInstances() {
        Cluster.SERVICES.forEach(service -> cluster.remove(service + "-2"));
    }

    @Test
    @Order(7)
    void restoredLedgerAppliesWhatHappenedSinceItsBackup() throws Exception {
        keep(trial.run("consent-service's database restored from before the opt-outs", PEOPLE / 5, crowd -> {
            cluster.stop("consent");
            cluster.backUp("consent");
            cluster.startAgain("consent");
            crowd.begin(Duration.ofSeconds(5));
            crowd.awaitAll();
            awaitOnTheList(crowd);
            cluster.stop("consent");
            cluster.restore("consent");
            cluster.proxyToKafka("consent").cut();
            cluster.beginAgain("consent");
            await().atMost(RESTART_MAX).until(() -> cluster.readiness("consent") == NOT_READY);
            assertNobodyIsAllowed(crowd);
            assertThat(cluster.readiness("consent")).isEqualTo(NOT_READY);
            cluster.proxyToKafka("consent").mend();
        }));
    }

    /** As the restored database does not know of their opt-outs yet. */
    private static void assertNobodyIsAllowed(Crowd crowd) {
        List<String> emails =
                crowd.acknowledged().stream().map(Crowd.Acknowledged::email).toList();
        for (List<String> some : Crowd.batches(emails)) {
            assertThat(cluster.tenant().check(some))
                    .allSatisfy(result ->
                            assertThat(result.path("decision").asText()).isEqualTo("deny"));
        }
    }

    /** What was recorded in the ledger since its backup is only there and on the list. */
    private static void awaitOnTheList(Crowd crowd) {
        TenantApi tenant = cluster.tenant();
        Crowd.each(crowd.byApi(), email -> await().atMost(PAUSE)
                .until(() -> !tenant.suppressions(email).isEmpty()));
    }

    @Test
    @Order(8)
    void promotedStandbyHasEveryOptOut() throws Exception {
        Path root = cluster.directory().resolve("standby");
        PostgresServer standby = cluster.startStandby(root);
        holds("PostgreSQL killed, its synchronous standby promoted", Duration.ofSeconds(6), crowd -> {
            cluster.failOver(standby, root);
        });
    }

    @Test
    @Order(9)
    @Tag("long")
    void pausedPartsLoseNothing() throws Exception {
        for (String part : List.of("consent", "preference", "suppression", "kafka")) {
            holds(part + " paused for " + PAUSE.toSeconds() + " s (SIGSTOP)", Duration.ofSeconds(10), crowd -> {
                cluster.process(part).pause();
                pause();
                cluster.process(part).resume();
            });
        }
    }

    @Test
    @Order(10)
    @Tag("long")
    void clocksThatAreSetAllowNobody() throws Exception {
        Optional<SetClock> installed = SetClock.in(cluster.directory());
        if (installed.isEmpty()) {
            NOT_RUN.add("Clocks that are set: libfaketime is not installed (Debian: faketime).");
            return;
        }
        SetClock clock = installed.get();
        for (String service : List.of("consent", "preference")) {
            cluster.restartWith(service, clock.environment());
            holds(service + "'s clock an hour back, then an hour ahead, then right", Duration.ofSeconds(20), crowd -> {
                clock.set(Duration.ofHours(-1));
                pause();
                clock.set(Duration.ofHours(1));
                pause();
                clock.set(Duration.ZERO);
            });
            holds(service + " cut off from Kafka, its clock an hour back", Duration.ofSeconds(10), crowd -> {
                cluster.proxyToKafka(service).cut();
                clock.set(Duration.ofHours(-1));
                pause();
                clock.set(Duration.ZERO);
                cluster.proxyToKafka(service).mend();
            });
            cluster.restartWith(service, Map.of());
        }
    }

    @Test
    @Order(11)
    @Tag("long")
    void fullDiskLosesNothing() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(cluster.directory().resolve("small"), DISK_MEGABYTES);
        if (mounted.isEmpty()) {
            NOT_RUN.add("PostgreSQL's disk full: this user may not mount a small disk.");
            return;
        }
        SmallDisk small = mounted.get();
        disk = small;
        cluster.movePostgres(small.directory());
        holds("PostgreSQL's disk full for " + PAUSE.toSeconds() + " s", Duration.ofSeconds(10), crowd -> {
            assertThat(small.fill()).isTrue();
            pause();
            small.free();
            if (!cluster.isPostgresAlive()) {
                cluster.killPostgres();
                cluster.startPostgres();
            }
        });
    }

    @Test
    @Order(12)
    @Tag("long")
    void slowAndCutNetworksLoseNothing() throws Exception {
        for (String service : Cluster.SERVICES) {
            holds(service + " cut off from Kafka for " + PAUSE.toSeconds() + " s", Duration.ofSeconds(10), crowd -> {
                cluster.proxyToKafka(service).cut();
                pause();
                cluster.proxyToKafka(service).mend();
            });
            holds(
                    service + " cut off from PostgreSQL for " + PAUSE.toSeconds() + " s",
                    Duration.ofSeconds(10),
                    crowd -> {
                        cluster.proxyToPostgres(service).cut();
                        pause();
                        cluster.proxyToPostgres(service).mend();
                    });
        }
        holds("100 ms each way between all services, PostgreSQL and Kafka", Duration.ofSeconds(10), crowd -> {
            slow(Duration.ofMillis(100));
            crowd.awaitAll();
            slow(Duration.ZERO);
        });
    }

    private static void slow(Duration onTheWay) {
        for (String service : Cluster.SERVICES) {
            cluster.proxyToPostgres(service).slow(onTheWay);
            cluster.proxyToKafka(service).slow(onTheWay);
        }
    }

    private static void pause() {
        await().pollDelay(PAUSE).atMost(PAUSE.multipliedBy(2)).until(() -> true);
    }

    private static void holds(String name, Duration spread, Trial.Fault fault) throws Exception {
        keep(trial.during(name, spread, fault));
    }

    private static void keep(Row row) {
        ROWS.add(row);
        System.out.print(row.line());
        assertThat(row.isClean()).as(row.line()).isTrue();
        assertThat(row.acknowledged()).isEqualTo(PEOPLE);
    }
}

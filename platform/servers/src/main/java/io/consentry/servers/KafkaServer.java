package io.consentry.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * One Kafka 4.1 node (KRaft broker and controller) on 127.0.0.1. Topics are not created by use. What it has acknowledged is on
 * the disk: without replicas, the operating system's memory is not enough.
 */
public final class KafkaServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
    private static final System.Logger LOG = System.getLogger(KafkaServer.class.getName());

    private final DirectoryLock lock;
    private final ChildProcess process;
    private final int port;

    /**
     * A further way in, for clients that are to reach the broker through something in between.
     *
     * @param name in capitals
     * @param port where the broker listens
     * @param advertisedPort where it tells such clients to come
     */
    public record Listener(String name, int port, int advertisedPort) {}

    private KafkaServer(DirectoryLock lock, ChildProcess process, int port) {
        this.lock = lock;
        this.process = process;
        this.port = port;
    }

    /** As {@link #start(Path, int, JavaRuntime, List)} on the current Java. */
    public static KafkaServer start(Path root, int port) {
        return start(root, port, JavaRuntime.current(), List.of());
    }

    /**
     * Starts the broker with the state under {@code <root>/kafka} and waits until it answers.
     *
     * @param port 0 for a free one
     * @param options further options of the virtual machine
     * @throws ServerFailedException when another process uses the directory or the port, or when the broker does not start
     */
    public static KafkaServer start(Path root, int port, JavaRuntime java, List<String> options) {
        return start(root, port, java, options, List.of());
    }

    /** As {@link #start(Path, int, JavaRuntime, List)}, with further listeners. */
    public static KafkaServer start(
            Path root, int port, JavaRuntime java, List<String> options, List<Listener> listeners) {
        ServerHome home = new ServerHome(root, "kafka");
        DirectoryLock lock = DirectoryLock.acquire(home.directory());
        try {
            Orphans.stop(home, line -> LOG.log(System.Logger.Level.WARNING, line));
            int chosen = port == 0 ? LoopbackPort.free() : requireFree(port);
            LoopbackPort.keep(List.of(chosen));
            ChildProcess process = launch(home, chosen, java, options, listeners);
            awaitReady(process, chosen);
            return new KafkaServer(lock, process, chosen);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static int requireFree(int port) {
        if (LoopbackPort.isTaken(port)) {
            throw new ServerFailedException("Port " + port
                    + " (Kafka) is taken by another program: stop it or choose another with -Dlocal.port.kafka=…");
        }
        return port;
    }

    private static ChildProcess launch(
            ServerHome home, int port, JavaRuntime java, List<String> options, List<Listener> listeners) {
        Path settings = home.directory().resolve("server.properties");
        Path logs = home.directory().resolve("data");
        try {
            PrivateFiles.write(settings, settings(logs, port, listeners));
        } catch (IOException e) {
            throw new ServerFailedException("Cannot write " + settings + ": " + e.getMessage(), e);
        }
        List<String> arguments = new ArrayList<>(
                List.of("-Xms96m", "-Xmx384m", "-XX:MetaspaceSize=96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        arguments.addAll(options);
        arguments.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaMain.class.getName(),
                settings.toString(),
                logs.toString()));
        return ChildProcess.startJava(home, java, Path.of("").toAbsolutePath(), arguments, Map.of());
    }

    private static String settings(Path logs, int port, List<Listener> listeners) {
        int controllerPort = LoopbackPort.free();
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%5$s
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT%6$s
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=8
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=500
                log.flush.interval.messages=1
                num.network.threads=2
                num.io.threads=4
                num.recovery.threads.per.data.dir=2
                log.cleaner.dedupe.buffer.size=33554432
                """.formatted(
                        port,
                        controllerPort,
                        logs,
                        each(listeners, one -> one.name() + "://127.0.0.1:" + one.port()),
                        each(listeners, one -> one.name() + "://127.0.0.1:" + one.advertisedPort()),
                        each(listeners, one -> one.name() + ":PLAINTEXT"));
    }

    private static String each(List<Listener> listeners, Function<Listener, String> text) {
        return listeners.stream().map(one -> "," + text.apply(one)).collect(Collectors.joining());
    }

    private static void awaitReady(ChildProcess process, int port) {
        try {
            // A client that looks for a broker before the port is open waits out its own back-off.
            process.awaitReady(START_LIMIT, () -> LoopbackPort.isOpen(port));
            try (Admin admin = Admin.create(adminSettings(port))) {
                process.awaitReady(START_LIMIT, () -> answers(admin));
            }
        } catch (ServerFailedException e) {
            process.kill();
            throw e;
        }
    }

    private static Properties adminSettings(int port) {
        Properties settings = new Properties();
        settings.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port);
        settings.setProperty(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200");
        settings.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
        settings.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
        return settings;
    }

    private static boolean answers(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while waiting for Kafka", e);
        }
    }

    /** What clients connect to, such as {@code 127.0.0.1:19092}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public ChildProcess process() {
        return process;
    }

    /** What the operating system does when the starting process is killed. */
    void releaseLock() {
        lock.close();
    }

    @Override
    public void close() {
        process.stop(STOP_LIMIT);
        lock.close();
    }
}

package io.consentry.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.jspecify.annotations.Nullable;

/** The broker's process: formats the log directory the first time, then runs the broker. */
final class KafkaMain {
    /** One fixed cluster id: a log directory of another cluster is refused by Kafka. */
    private static final String CLUSTER_ID = "Y29uc2VudHJ5LWxvY2FsMQ";

    private KafkaMain() {}

    /** Arguments: the properties file and the log directory it names. */
    public static void main(String[] arguments) throws IOException {
        endWithParent();
        logToConsole();
        Path logs = Path.of(arguments[1]);
        Path formatted = logs.resolveSibling("formatted");
        if (!Files.exists(formatted)) {
            PrivateFiles.deleteRecursively(logs);
            PrivateFiles.createDirectories(logs);
            int status = StorageTool.execute(
                    new String[] {"format", "--cluster-id", CLUSTER_ID, "--config", arguments[0]}, System.out);
            if (status != 0) {
                System.exit(status);
            }
            Files.createFile(formatted);
        }
        Kafka.main(new String[] {arguments[0]});
    }

    /** Whatever is on the class path, Quarkus' own set-up above all, would else keep the lines until an application has started. */
    private static void logToConsole() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT,%1$tL %4$s [%3$s] %5$s%6$s%n");
        Logger everything = Logger.getLogger("");
        for (Handler handler : everything.getHandlers()) {
            everything.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setLevel(Level.INFO);
        console.setFormatter(new SimpleFormatter());
        everything.addHandler(console);
        everything.setLevel(Level.INFO);
    }

    /** Tests ask for it, so that a killed test run leaves no broker behind. */
    private static void endWithParent() {
        @Nullable String parent = System.getProperty("consentry.parent");
        if (parent != null) {
            ProcessHandle.of(Long.parseLong(parent))
                    .ifPresentOrElse(
                            process -> process.onExit()
                                    .thenRun(() -> Runtime.getRuntime().halt(1)),
                            () -> Runtime.getRuntime().halt(1));
        }
    }
}

package io.consentry.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of 127.0.0.1. */
public final class LoopbackPort {

    /** Below the range from which Linux takes the ports of outgoing connections: those would come and go under a chosen port. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES_MAX = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    /** Holds a locked file for each port that any process was given; the system releases the locks of a process that ends. */
    private static final Path RESERVED = Path.of(System.getProperty("user.home"), ".cache", "consentry", "ports");

    private static final Set<FileLock> RESERVATIONS = ConcurrentHashMap.newKeySet();

    private LoopbackPort() {}

    /**
     * A port nobody listened on a moment ago; never one that this process was told to keep, or that a running process of this user was
     * given and may still mean to use.
     */
    public static int free() {
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (GIVEN.add(port) && reserve(port) && !isTaken(port)) {
                return port;
            }
        }
        throw new ServerFailedException("No free port on 127.0.0.1 from " + LOWEST + " to " + HIGHEST);
    }

    private static boolean reserve(int port) {
        try {
            Files.createDirectories(RESERVED);
            FileChannel file = FileChannel.open(
                    RESERVED.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                return false;
            }
            return RESERVATIONS.add(lock);
        } catch (OverlappingFileLockException elsewhereInThisProcess) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps {@link #free} from giving these ports to anybody: they have a use already, though nobody may listen yet. */
    public static void keep(Collection<Integer> ports) {
        GIVEN.addAll(ports);
    }

    /** Whether a server could not listen on the port now. Connections in TIME_WAIT do not count. */
    public static boolean isTaken(int port) {
        return !canListen("127.0.0.1", port) || !canListen("0.0.0.0", port);
    }

    /** Whether somebody accepts connections. Unlike {@link #isTaken} it never holds the port itself, which a server that starts would run into. */
    static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean canListen(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}

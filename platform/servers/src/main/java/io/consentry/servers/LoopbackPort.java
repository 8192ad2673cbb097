package io.consentry.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

    private LoopbackPort() {}

    /** A port nobody listened on a moment ago; never one that this process was given, or was told to keep, before. */
    public static int free() {
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (GIVEN.add(port) && !isTaken(port)) {
                return port;
            }
        }
        throw new ServerFailedException("No free port on 127.0.0.1 from " + LOWEST + " to " + HIGHEST);
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

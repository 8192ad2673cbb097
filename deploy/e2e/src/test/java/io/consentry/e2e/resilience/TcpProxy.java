package io.consentry.e2e.resilience;

import io.consentry.servers.LoopbackPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** The network between a client and a server: as fast as the machine, slow, or cut. */
final class TcpProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int QUEUE = 200;

    private final ServerSocket entrance;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Duration delay = Duration.ZERO;
    private boolean cut;

    /** @param target the port of 127.0.0.1 to which connections go on */
    TcpProxy(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(LoopbackPort.free(), QUEUE, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** How long whatever is sent, either way, is on its way from now on. */
    void slow(Duration onTheWay) {
        delay = onTheWay;
    }

    /** Nothing gets through any more, and nobody is told so: connections stay open. */
    synchronized void cut() {
        cut = true;
    }

    /** What was held up arrives. */
    synchronized void mend() {
        cut = false;
        notifyAll();
    }

    /** Breaks all connections; new ones go to another port. */
    void redirect(int port) {
        target = port;
        open.forEach(TcpProxy::close);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                threads.execute(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            awaitPassage();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            for (Socket end : new Socket[] {client, server}) {
                end.setTcpNoDelay(true);
                open.add(end);
            }
            threads.execute(() -> pump(client, server));
            pump(server, client);
        } catch (IOException | InterruptedException refused) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                LockSupport.parkNanos(delay.toNanos());
                awaitPassage();
                out.write(chunk, 0, length);
                out.flush();
            }
        } catch (IOException | InterruptedException ended) {
            // As a broken connection does: both ends are told below.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private synchronized void awaitPassage() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(TcpProxy::close);
        threads.shutdownNow();
    }
}

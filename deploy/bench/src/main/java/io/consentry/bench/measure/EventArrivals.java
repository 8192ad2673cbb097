package io.consentry.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Notes when each event of a topic reaches a consumer. */
final class EventArrivals implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final EventTail tail;
    private final Map<String, Long> arrivedAt = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopped;

    EventArrivals(String bootstrap, String topic) {
        this.tail = new EventTail(bootstrap, topic);
        this.thread = new Thread(this::run, "event-arrivals");
        thread.start();
    }

    private void run() {
        while (!stopped) {
            for (ConsumerRecord<byte[], byte[]> event : tail.poll(POLL)) {
                long now = System.nanoTime();
                @Nullable Header id = event.headers().lastHeader("ce_id");
                if (id != null) {
                    arrivedAt.putIfAbsent(new String(id.value(), StandardCharsets.UTF_8), now);
                }
            }
        }
    }

    /** When the events arrived, by {@link System#nanoTime()}; waits for the last ones. */
    Map<String, Long> of(Collection<String> eventIds) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!arrivedAt.keySet().containsAll(eventIds)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("events that were acknowledged have not arrived after " + LIMIT);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return arrivedAt;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        tail.close();
    }
}

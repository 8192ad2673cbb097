package io.consentry.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The connections of one run, and the wait for what they have to say. */
final class Connections implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final List<Exchange> exchanges = new ArrayList<>();

    Connections(int count, int port, Template template, boolean keepsBodies) throws IOException {
        for (int i = 0; i < count; i++) {
            exchanges.add(Exchange.open(port, selector, template, keepsBodies));
        }
    }

    List<Exchange> all() {
        return exchanges;
    }

    /** Waits until a socket is ready or the time is over, and passes on each exchange whose answer is complete. */
    void await(long millis, Consumer<Exchange> answered) throws IOException {
        try {
            selector.select(key -> proceed(key, answered), millis);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void proceed(SelectionKey key, Consumer<Exchange> answered) {
        Exchange exchange = (Exchange) key.attachment();
        try {
            if (exchange.proceed()) {
                answered.accept(exchange);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Exchange exchange : exchanges) {
            exchange.close();
        }
        selector.close();
    }
}

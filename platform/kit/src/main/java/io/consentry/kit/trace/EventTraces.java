package io.consentry.kit.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace from the request that wrote an event, through the outbox and Kafka, to what the event does in other services. What is
 * carried is the {@code traceparent} of W3C Trace Context and nothing else. While tracing is off nothing is looked at, and nothing is
 * carried.
 */
@ApplicationScoped
public class EventTraces {

    private final boolean off;
    private final Tracer tracer;

    /** By event, where its application is in the trace: what an application writes names its event as the cause. */
    private final Map<UUID, String> applying = new ConcurrentHashMap<>();

    EventTraces(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = tracer;
        this.off = off;
    }

    /**
     * Where in its trace an event is about to be written; null when it is in none that is sampled.
     *
     * @param cause the event whose application writes it; null when a request does
     */
    public @Nullable String of(@Nullable UUID cause) {
        if (off) {
            return null;
        }
        return cause == null ? TraceParent.of(Context.current()) : applying.get(cause);
    }

    /** Applies events together, each within the trace that it came with. */
    public Uni<Void> applying(List<TracedEvent> events, Supplier<Uni<Void>> work) {
        if (off || events.stream().allMatch(event -> event.traceParent() == null)) {
            return work.get();
        }
        return Uni.createFrom().deferred(() -> {
            List<Span> spans = new ArrayList<>();
            events.forEach(event -> begin(event).ifPresent(spans::add));
            return Uni.createFrom().deferred(work::get).onTermination().invoke((done, failure, cancelled) -> {
                events.forEach(event -> applying.remove(event.id()));
                spans.forEach(span -> end(span, failure));
            });
        });
    }

    private Optional<Span> begin(TracedEvent event) {
        if (event.traceParent() == null) {
            return Optional.empty();
        }
        Span span = span(event.traceParent(), event.topic(), "process", SpanKind.CONSUMER);
        String own = TraceParent.of(Context.root().with(span));
        if (own != null) {
            applying.put(event.id(), own);
        }
        return Optional.of(span);
    }

    /** Begins to publish a batch of events. */
    public Publishing publishing() {
        return new Publishing(this);
    }

    Span span(String traceParent, String topic, String operation, SpanKind kind) {
        return tracer.spanBuilder(operation + " " + topic)
                .setParent(TraceParent.read(traceParent))
                .setSpanKind(kind)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.operation.name", operation)
                .startSpan();
    }

    /** Says that it failed and how it is called, and not what it says: that may repeat what it failed on. */
    static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getName());
        }
        span.end();
    }
}

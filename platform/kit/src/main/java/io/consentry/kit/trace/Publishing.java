package io.consentry.kit.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of events on its way to Kafka: a span for each that is in a trace. */
public final class Publishing {

    private final EventTraces traces;
    private final List<Span> spans = new ArrayList<>();

    Publishing(EventTraces traces) {
        this.traces = traces;
    }

    /** What the record of an event carries: the place in the trace where it is published; null when it is in none. */
    public @Nullable String begin(@Nullable String traceParent, String topic) {
        if (traceParent == null) {
            return null;
        }
        Span span = traces.span(traceParent, topic, "publish", SpanKind.PRODUCER);
        spans.add(span);
        return TraceParent.of(Context.root().with(span));
    }

    /** All are published, or none may be. */
    public void end(@Nullable Throwable failure) {
        spans.forEach(span -> EventTraces.end(span, failure));
    }
}

package io.consentry.kit.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code traceparent} of W3C Trace Context, 55 characters. */
final class TraceParent {

    private static final String NAME = "traceparent";

    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return List.copyOf(carrier.keySet());
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private TraceParent() {}

    /** Of a span that is sampled; null of any other. */
    static @Nullable String of(Context context) {
        if (!Span.fromContext(context).getSpanContext().isSampled()) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, carrier, (own, name, value) -> {
            if (own != null) {
                own.put(name, value);
            }
        });
        return carrier.get(NAME);
    }

    /** What is not a {@code traceparent} is in no trace. */
    static Context read(String traceParent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), Map.of(NAME, traceParent), GETTER);
    }
}

package io.consentry.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Keeps out of traces what the framework takes of a request and is a person's or opens something: the path as it was sent, which may
 * hold a link's token (the route says as much), and where the request came from.
 */
@ApplicationScoped
class SpanRedaction implements SpanProcessor {

    private static final String REDACTED = "redacted";
    private static final List<AttributeKey<String>> PRIVATE = List.of(
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("user_agent.original"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (AttributeKey<String> key : PRIVATE) {
            if (span.getAttribute(key) != null) {
                span.setAttribute(key, REDACTED);
            }
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // What is set later, the framework takes of the answer.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}

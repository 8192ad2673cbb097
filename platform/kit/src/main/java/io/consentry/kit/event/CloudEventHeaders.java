package io.consentry.kit.event;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The record headers that carry an event's attributes (CloudEvents Kafka protocol binding 1.0, section 3.2). */
public final class CloudEventHeaders {

    public static final String CONTENT_TYPE = "content-type";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    /** Extension: the tenant. */
    public static final String TENANT = "ce_tenantid";
    /** Extension: the place in the outbox of the service that wrote it. */
    public static final String POSITION = "ce_position";
    /** Extension: the id of the event that led to this one. */
    public static final String CAUSE = "ce_causationid";

    /** W3C Trace Context, under its own name; there when the event is in a trace that is sampled. */
    public static final String TRACE_PARENT = "traceparent";

    private CloudEventHeaders() {}

    /** Adds one as UTF-8. */
    public static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The value; null when it is not there. */
    public static @Nullable String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}

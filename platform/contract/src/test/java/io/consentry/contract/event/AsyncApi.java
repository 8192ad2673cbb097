package io.consentry.contract.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the AsyncAPI 3.0 document of the public topics. */
final class AsyncApi {

    private static final Map<Topic, String> OWNERS = new EnumMap<>(Map.of(
            Topic.TENANT_SETTINGS, "consent",
            Topic.CONSENT_EVENTS, "consent",
            Topic.PREFERENCE_EVENTS, "preference",
            Topic.SUPPRESSION_EVENTS, "suppression",
            Topic.DECISIONS, "consent"));
    private static final Map<Topic, String> DESCRIPTIONS = new EnumMap<>(
            Map.of(
                    Topic.TENANT_SETTINGS, "Tenants and their settings; the latest of each tenant is the truth.",
                    Topic.CONSENT_EVENTS,
                            "The consent ledger, in order per data subject, and versions of notices, in order per notice.",
                    Topic.DECISIONS,
                            "What checks answered, for tenants that switched it on. A log: it may be a sample, and may have gaps.",
                    Topic.PREFERENCE_EVENTS, "What people told the preference centre, in order per address.",
                    Topic.SUPPRESSION_EVENTS,
                            "Changes of the suppression list, in order per address, and runs against registries, in order per registry."));

    private final ObjectNode document = Json.MAPPER.createObjectNode();

    private AsyncApi() {}

    /** The topics that others may read, each with the service that writes it. */
    static Map<Topic, String> owners() {
        return OWNERS;
    }

    static String of(Collection<Class<? extends DomainEvent>> events) throws JsonProcessingException {
        AsyncApi api = new AsyncApi();
        api.write(events);
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .build();
        return "# Generated from the records in io.consentry.contract.event; see README.md to renew it.\n"
                + yaml.writeValueAsString(api.document);
    }

    private void write(Collection<Class<? extends DomainEvent>> events) {
        document.put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Consentry events");
        info.put("version", "1.0.0");
        info.put(
                "description",
                "CloudEvents 1.0 in Kafka binary mode. Delivery is at least once: keep ce_id to drop repetitions. "
                        + "Fields that a reader does not know are to be ignored.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        OWNERS.forEach((topic, owner) -> {
            channels.set(camelCase(topic), channel(topic));
            operations.set(owner + "Sends" + capitalised(camelCase(topic)), operation(topic, owner));
        });
        Map<String, Class<? extends DomainEvent>> byName = new TreeMap<>();
        events.forEach(event -> byName.put(event.getSimpleName(), event));
        byName.forEach((name, event) -> {
            Topic topic = EventSamples.of(event).full().topic();
            ((ObjectNode) document.at("/channels/" + camelCase(topic) + "/messages"))
                    .putObject(name)
                    .put("$ref", "#/components/messages/" + name);
            ((ArrayNode) document.at(
                            "/operations/" + OWNERS.get(topic) + "Sends" + capitalised(camelCase(topic)) + "/messages"))
                    .addObject()
                    .put("$ref", "#/channels/" + camelCase(topic) + "/messages/" + name);
            messages.set(name, message(event, topic));
        });
        components.putObject("schemas").set("cloudEventHeaders", headers());
    }

    private ObjectNode channel(Topic topic) {
        ObjectNode channel = node();
        channel.put("address", topic.topicName());
        channel.put("description", DESCRIPTIONS.get(topic));
        channel.putObject("messages");
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.topicName());
        kafka.put("partitions", topic.partitions());
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        configuration.putArray("cleanup.policy").add(topic.isCompacted() ? "compact" : "delete");
        if (!topic.isCompacted()) {
            configuration.put(
                    "retention.ms", topic.retention().map(Duration::toMillis).orElse(-1L));
        }
        kafka.put("bindingVersion", "0.5.0");
        return channel;
    }

    private ObjectNode operation(Topic topic, String owner) {
        ObjectNode operation = node();
        operation.put("action", "send");
        operation.put("title", owner + "-service writes " + topic.topicName());
        operation.putObject("channel").put("$ref", "#/channels/" + camelCase(topic));
        operation.putArray("messages");
        return operation;
    }

    private ObjectNode message(Class<? extends DomainEvent> event, Topic topic) {
        String wireName = EventCatalogue.wireName(event);
        ObjectNode message = node();
        message.put("name", wireName);
        message.put("title", event.getSimpleName());
        message.put("contentType", "application/json");
        ArrayNode all = message.putObject("headers").putArray("allOf");
        all.addObject().put("$ref", "#/components/schemas/cloudEventHeaders");
        ObjectNode parent = all.addObject().put("type", "object");
        ObjectNode own = parent.putObject("properties");
        if (topic != Topic.DECISIONS) {
            parent.putArray("required").add("ce_position");
        }
        own.putObject("ce_type").put("type", "string").put("const", wireName);
        own.putObject("ce_source").put("type", "string").put("const", "/consentry/" + OWNERS.get(topic));
        ObjectNode payload = message.putObject("payload");
        payload.put("schemaFormat", "application/schema+json;version=draft-2020-12");
        payload.putObject("schema").put("$ref", "./schema/" + wireName + ".json");
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", keyDescription(topic));
        kafka.put("bindingVersion", "0.5.0");
        return message;
    }

    private static String keyDescription(Topic topic) {
        return switch (topic) {
            case TENANT_SETTINGS -> "Tenant id, colon, the word settings.";
            case CONSENT_EVENTS ->
                "Tenant id, colon, data subject id; of what concerns no person: the word notice, colon, the notice.";
            case PREFERENCE_EVENTS -> "Tenant id, colon, address key.";
            case SUPPRESSION_EVENTS ->
                "Tenant id, colon, address key; of what concerns no address: the word registry, colon, the registry.";
            case DECISIONS -> "Tenant id, colon, the word decisions.";
            case HEARTBEATS, APPLIED -> throw new IllegalArgumentException("not public");
        };
    }

    private static ObjectNode headers() {
        ObjectNode headers = node().put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        string(properties, "ce_specversion", "CloudEvents version.").put("const", "1.0");
        string(properties, "ce_id", "Unique; the same when a record is published again.")
                .put("format", "uuid");
        string(properties, "ce_source", "The service that wrote it.").put("pattern", "^/consentry/[a-z]+$");
        string(properties, "ce_type", "The event type with its version.");
        string(properties, "ce_time", "When it was recorded.").put("format", "date-time");
        string(properties, "ce_tenantid", "The tenant it belongs to.").put("pattern", tenantPattern());
        string(
                        properties,
                        "ce_position",
                        "Its place in the writer's outbox; ascends within a partition. Absent from consentry.decisions.")
                .put("pattern", "^[0-9]+\\.[0-9]+$");
        string(properties, "ce_causationid", "The event that led to it; absent when a request did.")
                .put("format", "uuid");
        string(properties, "content-type", "Media type of the data.").put("const", "application/json");
        string(properties, "traceparent", "W3C Trace Context; there when the event is in a trace that is sampled.")
                .put("pattern", "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$");
        ArrayNode required = headers.putArray("required");
        properties.fieldNames().forEachRemaining(name -> {
            if (!Set.of("ce_causationid", "ce_position", "traceparent").contains(name)) {
                required.add(name);
            }
        });
        return headers;
    }

    private static String tenantPattern() {
        return JsonSchemas.patternOf(TenantId.class)
                .map(pattern -> "^" + pattern.pattern() + "$")
                .orElseThrow();
    }

    private static ObjectNode string(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }

    private static ObjectNode node() {
        return Json.MAPPER.createObjectNode();
    }

    private static String camelCase(Topic topic) {
        String[] words = topic.topicName().split("\\.");
        return words[0] + capitalised(words[1]);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

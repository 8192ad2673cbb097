package io.consentry.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Checks a JSON value against a schema; knows the keywords that {@link JsonSchemas} writes and no others. */
final class SchemaCheck {

    private final List<String> violations = new ArrayList<>();

    private SchemaCheck() {}

    static List<String> violations(JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck();
        check.check(schema, value, "$");
        return check.violations;
    }

    private void check(JsonNode schema, JsonNode value, String at) {
        switch (schema.get("type").asText()) {
            case "object" -> checkObject(schema, value, at);
            case "array" -> {
                require(value.isArray(), at, "array");
                value.forEach(item -> check(schema.get("items"), item, at + "[]"));
            }
            case "integer" -> require(value.isIntegralNumber(), at, "integer");
            case "boolean" -> require(value.isBoolean(), at, "boolean");
            case "string" -> checkString(schema, value, at);
            default -> throw new IllegalArgumentException(schema.toString());
        }
    }

    private void checkObject(JsonNode schema, JsonNode value, String at) {
        require(value.isObject(), at, "object");
        schema.get("required").forEach(name -> require(value.has(name.asText()), at, name.asText()));
        value.properties().forEach(field -> {
            JsonNode property = schema.get("properties").get(field.getKey());
            require(property != null, at, "no field " + field.getKey());
            if (property != null) {
                check(property, field.getValue(), at + "." + field.getKey());
            }
        });
    }

    private void checkString(JsonNode schema, JsonNode value, String at) {
        require(value.isTextual(), at, "string");
        if (schema.has("pattern")) {
            require(value.asText().matches(schema.get("pattern").asText()), at, "pattern");
        }
        if (schema.has("enum")) {
            require(
                    StreamSupport.stream(schema.get("enum").spliterator(), false)
                            .anyMatch(value::equals),
                    at,
                    "enum");
        }
        switch (schema.path("format").asText()) {
            case "uuid" -> require(UUID.fromString(value.asText()).toString().equals(value.asText()), at, "uuid");
            case "date-time" ->
                require(Instant.parse(value.asText()).toString().equals(value.asText()), at, "date-time");
            default -> {}
        }
    }

    private void require(boolean holds, String at, String what) {
        if (!holds) {
            violations.add(at + ": " + what);
        }
    }
}

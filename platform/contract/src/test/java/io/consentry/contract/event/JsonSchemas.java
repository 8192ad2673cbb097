package io.consentry.contract.event;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the JSON Schema (draft 2020-12) of an event from its record. Unknown fields stay allowed: later versions add optional ones. */
final class JsonSchemas {

    private JsonSchemas() {}

    static ObjectNode of(Class<? extends DomainEvent> event) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:consentry:schema:" + EventCatalogue.wireName(event));
        schema.put("title", event.getSimpleName());
        schema.setAll(ofType(event));
        return schema;
    }

    static String text(JsonNode node) throws JsonProcessingException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return Json.MAPPER.writer(printer).writeValueAsString(node) + "\n";
    }

    private static ObjectNode ofType(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            ObjectNode schema = typed("array");
            schema.set("items", ofType(list.getActualTypeArguments()[0]));
            return schema;
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no schema for " + type);
        }
        if (plain == String.class) {
            return typed("string");
        }
        if (plain == UUID.class) {
            return typed("string").put("format", "uuid");
        }
        if (plain == Instant.class) {
            return typed("string").put("format", "date-time");
        }
        if (plain == LocalDate.class) {
            return typed("string").put("format", "date");
        }
        if (plain == long.class || plain == int.class || plain == Integer.class) {
            return typed("integer");
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return typed("boolean");
        }
        if (plain.isEnum()) {
            return ofEnum(plain);
        }
        if (plain.isRecord()) {
            return ofRecord(plain);
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private static ObjectNode ofEnum(Class<?> type) {
        ObjectNode schema = typed("string");
        ArrayNode values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(Json.MAPPER.valueToTree(constant).asText());
        }
        return schema;
    }

    private static ObjectNode ofRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length == 1 && components[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
            ObjectNode schema = ofType(components[0].getGenericType());
            patternOf(type).ifPresent(pattern -> schema.put("pattern", "^" + pattern.pattern() + "$"));
            return schema;
        }
        ObjectNode schema = typed("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Json.MAPPER.createArrayNode();
        for (RecordComponent component : components) {
            properties.set(component.getName(), ofType(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        schema.set("required", required);
        return schema;
    }

    static Optional<Pattern> patternOf(Class<?> valueType) {
        return Arrays.stream(valueType.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class)
                .findFirst()
                .map(JsonSchemas::patternIn);
    }

    private static Pattern patternIn(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode typed(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }
}

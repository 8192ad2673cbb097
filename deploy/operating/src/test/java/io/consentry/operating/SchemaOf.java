package io.consentry.operating;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A resource's schema, taken from the Java class that the makers of its kind publish: what the class has no field for is unknown to the
 * kind, and what its field cannot take is of the wrong type.
 */
final class SchemaOf {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaOf() {}

    /** What is wrong, by its place; nothing when the resource fits. */
    static List<String> violations(JsonNode resource, Class<?> kind) {
        List<String> violations = new ArrayList<>();
        unknown(resource, JSON.constructType(kind), "", violations);
        try {
            JSON.treeToValue(resource, kind);
        } catch (JsonProcessingException e) {
            violations.add(e.getOriginalMessage());
        }
        return violations;
    }

    private static void unknown(JsonNode node, JavaType declared, String at, List<String> violations) {
        JavaType type = actual(node, declared);
        if (node.isArray() && type.isCollectionLikeType()) {
            for (int i = 0; i < node.size(); i++) {
                unknown(node.get(i), type.getContentType(), at + "[" + i + "]", violations);
            }
        } else if (node.isObject() && type.isMapLikeType()) {
            node.fields()
                    .forEachRemaining(entry ->
                            unknown(entry.getValue(), type.getContentType(), at + "." + entry.getKey(), violations));
        } else if (node.isObject() && !isReadByItself(type)) {
            Map<String, BeanPropertyDefinition> properties = properties(type);
            node.fields().forEachRemaining(entry -> {
                String place = at + "." + entry.getKey();
                BeanPropertyDefinition property = properties.get(entry.getKey());
                if (property == null) {
                    violations.add(
                            place + " is no field of " + type.getRawClass().getSimpleName());
                } else {
                    unknown(entry.getValue(), property.getPrimaryType(), place, violations);
                }
            });
        }
    }

    /** Where a field of the resource says which of several types it is, that one. */
    private static JavaType actual(JsonNode node, JavaType declared) {
        JsonTypeInfo info = declared.getRawClass().getAnnotation(JsonTypeInfo.class);
        JsonSubTypes types = declared.getRawClass().getAnnotation(JsonSubTypes.class);
        if (info == null || types == null) {
            return declared;
        }
        String name = node.path(info.property()).asText();
        return Arrays.stream(types.value())
                .filter(type -> type.name().equals(name))
                .map(type -> JSON.constructType(type.value()))
                .findFirst()
                .orElse(declared);
    }

    private static Map<String, BeanPropertyDefinition> properties(JavaType type) {
        BeanDescription bean = JSON.getDeserializationConfig().introspect(type);
        return bean.findProperties().stream()
                .collect(Collectors.toMap(BeanPropertyDefinition::getName, Function.identity()));
    }

    /** Quantities, numbers that may be texts, and the like; and what may be anything. */
    private static boolean isReadByItself(JavaType type) {
        Class<?> raw = type.getRawClass();
        JsonDeserialize own = raw.getAnnotation(JsonDeserialize.class);
        boolean hasReader = own != null
                && own.using() != JsonDeserializer.None.class
                && raw.getPackageName().endsWith("api.model");
        return raw == Object.class || JsonNode.class.isAssignableFrom(raw) || hasReader;
    }
}

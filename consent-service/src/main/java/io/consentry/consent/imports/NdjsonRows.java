package io.consentry.consent.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object a line, all its members texts. */
final class NdjsonRows extends RowFormat {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    Fields fields(String line) throws UnreadableLineException {
        JsonNode object = parse(line);
        for (Iterator<Map.Entry<String, JsonNode>> members = object.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            if (!RowFields.ALL.contains(member.getKey())) {
                throw new UnreadableLineException("unknown-field", "may have only " + RowFields.ALL);
            }
            if (!member.getValue().isTextual() && !member.getValue().isNull()) {
                throw new UnreadableLineException("not-a-text", "has a member that is no text");
            }
        }
        return new Fields() {
            @Override
            public @Nullable String get(String field) {
                JsonNode value = object.get(field);
                return value == null || value.isNull() || value.textValue().isBlank()
                        ? null
                        : value.textValue().strip();
            }

            @Override
            public boolean isBlank(String field) {
                return object.has(field) && get(field) == null;
            }
        };
    }

    private static JsonNode parse(String line) throws UnreadableLineException {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableLineException("not-json", "is no JSON");
        }
        throw new UnreadableLineException("not-json", "is no JSON object");
    }
}

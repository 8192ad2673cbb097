package io.consentry.consent.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.consentry.consent.check.CheckAnswer.Result;
import io.consentry.contract.Decision;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. */
final class NdjsonFormat implements StreamFormat {

    static final String MEDIA_TYPE = "application/x-ndjson";

    private final ObjectReader reader;

    /** @param strict refuses unknown fields, as the service does everywhere */
    NdjsonFormat(ObjectMapper strict) {
        this.reader = strict.readerFor(StreamedCheck.class);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Answered(
            @Nullable String ref, @JsonUnwrapped Result result) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record NotAnswered(@Nullable String ref, Decision decision, Error error) {}

    private record Error(String code, List<Violation> violations) {}

    @Override
    public @Nullable StreamedCheck read(String line) {
        if (line.isBlank()) {
            return null;
        }
        try {
            return reader.readValue(line);
        } catch (UnrecognizedPropertyException e) {
            throw new BadLineException(e.getPropertyName(), "unknown-field", "is not a field of a check");
        } catch (JsonProcessingException e) {
            throw new BadLineException("", "not-json", "the line is not the JSON of a check");
        }
    }

    @Override
    public String opening() {
        return "";
    }

    @Override
    public String write(@Nullable String ref, Result result) {
        return EventJson.write(new Answered(ref, result));
    }

    @Override
    public String write(@Nullable String ref, String code, List<Violation> violations) {
        return EventJson.write(new NotAnswered(ref, Decision.DENY, new Error(code, violations)));
    }
}

package io.consentry.suppression.registry;

import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.json.UnreadableJsonException;
import io.consentry.kit.problem.Violation;
import io.consentry.suppression.registry.AnswerLine.Blocked;
import io.consentry.suppression.registry.AnswerLine.Unreadable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer as JSON objects, a person a line; fields that are not known here are passed over. */
final class NdjsonAnswer implements AnswerFormat {

    static final String MEDIA_TYPE = "application/x-ndjson";

    private record Person(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String whatsappUserId,
            @Nullable String pushToken,
            @Nullable String externalId,
            @Nullable String scope) {

        @Override
        public String toString() {
            return "Person[redacted]";
        }
    }

    @Override
    public Optional<AnswerLine> read(long number, String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        if (!line.stripLeading().startsWith("{")) {
            return Optional.of(unreadable(number));
        }
        try {
            Person person = EventJson.read(line, Person.class);
            return Optional.of(new Blocked(
                    number,
                    new IdentifierRequest(
                            person.email(),
                            person.phone(),
                            person.whatsappUserId(),
                            person.pushToken(),
                            person.externalId()),
                    person.scope()));
        } catch (UnreadableJsonException e) {
            return Optional.of(unreadable(number));
        }
    }

    private static AnswerLine unreadable(long number) {
        return new Unreadable(number, new Violation("", "not-json", "is no JSON object of a person"));
    }

    @Override
    public void requireComplete() {}
}

package io.consentry.suppression.transfer;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.json.UnreadableJsonException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON objects, one a line; fields that are not known here are passed over. */
record NdjsonList() implements ListFormat {

    private record Line(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String whatsappUserId,
            @Nullable String pushToken,
            @Nullable String externalId,
            @Nullable String addressKey,
            @Nullable String sha256,
            @Nullable String md5,
            @Nullable String kind,
            @Nullable String channel,
            @Nullable String purpose,
            @Nullable String reason,
            @Nullable String note,
            @JsonAlias("since") @Nullable String date,
            @Nullable String ref) {

        @Override
        public String toString() {
            return "Line[redacted]";
        }
    }

    @Override
    public Optional<ListLine> read(long number, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (!text.stripLeading().startsWith("{")) {
            throw notJson();
        }
        try {
            Line line = EventJson.read(text, Line.class);
            return Optional.of(new ListLine(
                    number,
                    new IdentifierRequest(
                            line.email(), line.phone(), line.whatsappUserId(), line.pushToken(), line.externalId()),
                    line.addressKey(),
                    line.sha256(),
                    line.md5(),
                    line.kind(),
                    line.channel(),
                    line.purpose(),
                    line.reason(),
                    line.note(),
                    line.date(),
                    line.ref()));
        } catch (UnreadableJsonException e) {
            throw notJson();
        }
    }

    private static BadLineException notJson() {
        return new BadLineException("not-json", "is no JSON object with texts");
    }

    @Override
    public List<String> columns() {
        return List.of();
    }
}

package io.consentry.bench.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of the size of a check's, some 300 bytes, written by Jackson for every request. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record NothingAnswer(List<Result> results, String evaluatedAt, String position, long ageMs) {

    static final NothingAnswer ALLOW = new NothingAnswer(
            List.of(new Result(
                    "allow",
                    List.of(),
                    "consent",
                    "01933f2e-7c5a-7a10-9d3f-0c9f3d1b2a03",
                    null,
                    "2027-11-23T22:00:00Z",
                    "01933f2e-7c5a-7a10-9d3f-0c9f3d1b2a04")),
            "2026-11-23T08:15:30.123456Z",
            "consent.0.1234567.89",
            12);

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Result(
            String decision,
            List<String> reasons,
            @Nullable String basis,
            @Nullable String consentEventId,
            @Nullable String nextAllowedAt,
            @Nullable String validUntil,
            String decisionId) {}
}

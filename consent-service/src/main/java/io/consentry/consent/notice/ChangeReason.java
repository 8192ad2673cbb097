package io.consentry.consent.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Why a notice changed (requirements 000-48 and 001-69). Public, because the OpenAPI scanner reads the names on the wire by reflection.
 */
public enum ChangeReason {
    /** The law, or what an authority asks. */
    LAW("law"),
    /** The tenant's service. */
    SERVICE("service"),
    /** How the tenant works. */
    PRACTICE("practice"),
    TECHNOLOGY("technology"),
    /** What people said. */
    FEEDBACK("feedback"),
    /** A mistake in the text. */
    CORRECTION("correction");

    private final String wireName;

    ChangeReason(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    @JsonCreator
    static ChangeReason of(String wireName) {
        return Arrays.stream(values())
                .filter(reason -> reason.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + Arrays.stream(values()).map(ChangeReason::wireName).collect(Collectors.joining(", "))));
    }
}

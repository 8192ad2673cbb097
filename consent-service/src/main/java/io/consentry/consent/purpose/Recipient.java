package io.consentry.consent.purpose;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Who else gets the data that is processed for a purpose. */
public record Recipient(String name, Role role) {

    /** Whether it uses the data for itself: then consent is for this one by name, and for no other (requirements 001-25 and 003-14). */
    public boolean isThirdParty() {
        return role != Role.PROCESSOR;
    }

    /** What it is to the tenant. */
    public enum Role {
        /** Works on the tenant's behalf. */
        PROCESSOR("processor"),
        /** Another company of the tenant's group. */
        AFFILIATE("affiliate"),
        /** Anybody else. */
        PARTNER("partner");

        private final String wireName;

        Role(String wireName) {
            this.wireName = wireName;
        }

        /** As it stands in JSON and in databases. */
        @JsonValue
        public String wireName() {
            return wireName;
        }

        /** Reads the wire name; fails on any other text. */
        @JsonCreator
        static Role of(String text) {
            return Arrays.stream(values())
                    .filter(known -> known.wireName.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be one of "
                            + Arrays.stream(values()).map(Role::wireName).collect(Collectors.joining(", "))));
        }
    }
}

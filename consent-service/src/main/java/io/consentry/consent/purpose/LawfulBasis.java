package io.consentry.consent.purpose;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Why processing is lawful: POPIA s11(1)(a) to (f) (rule A-01), GDPR Art. 6(1) (rule B-06), POPIA s69(3) (rule A-08). */
public enum LawfulBasis {
    CONSENT("consent"),
    SOFT_OPT_IN("soft_opt_in"),
    CONTRACT("contract"),
    LEGAL_OBLIGATION("legal_obligation"),
    VITAL_INTEREST("vital_interest"),
    PUBLIC_DUTY("public_duty"),
    LEGITIMATE_INTEREST("legitimate_interest");

    private final String wireName;

    LawfulBasis(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Finds a basis by its wire name. */
    public static Optional<LawfulBasis> find(String wireName) {
        return Arrays.stream(values())
                .filter(basis -> basis.wireName.equals(wireName))
                .findFirst();
    }

    @JsonCreator
    static LawfulBasis of(String wireName) {
        return find(wireName).orElseThrow(() -> new IllegalArgumentException("unknown lawful basis"));
    }
}

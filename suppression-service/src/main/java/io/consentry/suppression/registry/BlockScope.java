package io.consentry.suppression.registry;

import java.util.Locale;

/** Whom the person wants no marketing from (rule A-16). The registry answered this tenant, so that each of them binds it. */
enum BlockScope {
    TENANT,
    INDUSTRY,
    ALL;

    /** As it stands in answers and in databases. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name in any case; fails on any other text. */
    static BlockScope of(String text) {
        for (BlockScope scope : values()) {
            if (scope.wireName().equalsIgnoreCase(text.strip())) {
                return scope;
            }
        }
        throw new IllegalArgumentException("must be tenant, industry or all");
    }
}

package io.consentry.preference.cases;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a data subject asks for. */
enum CaseKind {
    /** Whether there is data, which, from where and who got it (POPIA s23, GDPR Art. 15). */
    ACCESS("access"),
    /** That wrong data is put right (POPIA s24, GDPR Art. 16). */
    CORRECTION("correction"),
    /** That data is deleted (POPIA s24, GDPR Art. 17). */
    ERASURE("erasure"),
    /** Nobody has read it yet: a mail says so in its own words. */
    UNSPECIFIED("unspecified");

    private final String wireName;

    CaseKind(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** What the page offers to ask for; empty for any other text. */
    static Optional<CaseKind> ofPage(@Nullable String wireName) {
        return find(wireName).filter(kind -> kind != UNSPECIFIED);
    }

    static CaseKind of(String wireName) {
        return find(wireName).orElseThrow(() -> new IllegalArgumentException("no kind of case: " + wireName));
    }

    private static Optional<CaseKind> find(@Nullable String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }
}

package io.consentry.consent.lint;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether one DKIM signature covers both one-click headers (RFC 8058 section 4, rule C-02). The signature itself is not verified: that
 * needs the signer's key and the message as it arrives.
 */
final class DkimCoverage {

    static final String NAME = "DKIM-Signature";

    private DkimCoverage() {}

    static List<Finding> check(List<MessageHeader> headers) {
        List<String> signatures = MessageHeader.values(headers, NAME);
        if (signatures.isEmpty()) {
            return List.of(Finding.of(FindingCode.DKIM_SIGNATURE_MISSING, NAME));
        }
        boolean covered = signatures.stream().anyMatch(DkimCoverage::coversBoth);
        return covered ? List.of() : List.of(Finding.of(FindingCode.DKIM_COVERAGE_MISSING, NAME));
    }

    private static boolean coversBoth(String signature) {
        Set<String> covered = signedHeaders(signature);
        return covered.contains(ListUnsubscribe.NAME.toLowerCase(Locale.ROOT))
                && covered.contains(ListUnsubscribe.POST_NAME.toLowerCase(Locale.ROOT));
    }

    /** The names in {@code h=}; none when a tag is there twice, which makes all of the signature invalid (RFC 6376 section 3.2). */
    private static Set<String> signedHeaders(String signature) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : signature.split(";", -1)) {
            int equals = tag.indexOf('=');
            if (equals > 0 && tags.put(tag.substring(0, equals).strip(), tag.substring(equals + 1)) != null) {
                return Set.of();
            }
        }
        return Arrays.stream(tags.getOrDefault("h", "").split(":", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}

package io.consentry.consent.notice;

import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.NoticeEvent.NoticeText;
import io.consentry.kit.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant publishes as a version of a notice.
 *
 * @param effectiveFrom to the microsecond
 * @param reason why it differs from the version before; null for a first one
 * @param material whether people are affected by the change
 * @param requiresReconsent purposes whose consents need to be given anew, in alphabetical order
 * @param text what people read, by language tag
 * @param summary what has changed, by language tag
 */
record NoticeContent(
        NoticeRef ref,
        Instant effectiveFrom,
        @Nullable ChangeReason reason,
        boolean material,
        List<PurposeKey> requiresReconsent,
        Map<String, String> text,
        Map<String, String> summary) {

    NoticeContent {
        requiresReconsent = requiresReconsent.stream().sorted().distinct().toList();
        text = Map.copyOf(text);
        summary = Map.copyOf(summary);
    }

    /** The hash of each text by its language tag. */
    List<NoticeText> locales() {
        return new TreeMap<>(text)
                .entrySet().stream()
                        .map(entry -> new NoticeText(entry.getKey(), sha256(entry.getValue())))
                        .toList();
    }

    /** The hash of all of it, in the canonical form of RFC 8785: sorted members without white space; what is not given is left out. */
    String sha256() {
        SortedMap<String, Object> canonical = new TreeMap<>();
        canonical.put("effectiveFrom", effectiveFrom.toString());
        canonical.put("material", material);
        if (reason != null) {
            canonical.put("reason", reason.wireName());
        }
        if (!requiresReconsent.isEmpty()) {
            canonical.put("requiresReconsent", requiresReconsent);
        }
        if (!summary.isEmpty()) {
            canonical.put("summary", new TreeMap<>(summary));
        }
        canonical.put("text", new TreeMap<>(text));
        return sha256(EventJson.write(canonical));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package io.consentry.suppression.entry;

import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.entry.EntryCipher.Part;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry with all that happened to it.
 *
 * @param since when the act that caused it happened
 * @param registry which registry asked for it; null for other reasons
 * @param address masked; null when only its keyed hash is known
 * @param importId the list that added it
 * @param foreignHash which hash of others' names it, and is all that is known of it
 */
record SuppressionDetailView(
        UUID id,
        ScopeView scope,
        String reason,
        String origin,
        @Nullable RegistryMark registry,
        Instant since,
        Instant createdAt,
        @Nullable Instant holdUntil,
        boolean minimised,
        @Nullable Instant minimisedAt,
        boolean released,
        @Nullable Instant releasedAt,
        @Nullable String address,
        @Nullable String note,
        @Nullable UUID cause,
        @Nullable UUID importId,
        @Nullable String foreignHash,
        List<HistoryView> history) {

    static SuppressionDetailView of(Tenant tenant, StoredEntry stored) {
        SuppressionEntry entry = stored.entry();
        Release release = stored.release();
        EntryCipher cipher = new EntryCipher(tenant.keys(), entry.id());
        Buffer note = stored.personal().note();
        return new SuppressionDetailView(
                entry.id(),
                ScopeView.of(entry.scope()),
                entry.reason().wireName(),
                entry.origin().wireName(),
                stored.registry(),
                entry.since(),
                entry.recordedAt(),
                entry.holdUntil(),
                stored.minimisedAt() != null,
                stored.minimisedAt(),
                release != null,
                release == null ? null : release.releasedAt(),
                stored.personal().masked(),
                note == null ? null : cipher.decrypt(Part.NOTE, note),
                entry.cause(),
                stored.list() == null ? null : stored.list().importId(),
                stored.list() == null ? null : stored.list().foreignHash(),
                history(stored, cipher));
    }

    private static List<HistoryView> history(StoredEntry stored, EntryCipher cipher) {
        SuppressionEntry entry = stored.entry();
        List<HistoryView> history = new ArrayList<>();
        history.add(new HistoryView("added", entry.recordedAt(), entry.cause(), null, null));
        Instant minimisedAt = stored.minimisedAt();
        if (minimisedAt != null) {
            history.add(new HistoryView("minimised", minimisedAt, null, null, null));
        }
        Release release = stored.release();
        if (release != null) {
            history.add(released(release, cipher));
        }
        history.sort(Comparator.comparing(HistoryView::at));
        return history;
    }

    private static HistoryView released(Release release, EntryCipher cipher) {
        Buffer grounds = release.grounds();
        if (grounds == null) {
            return new HistoryView("released", release.releasedAt(), release.cause(), null, null);
        }
        ReleaseGrounds opened = EventJson.read(cipher.decrypt(Part.RELEASE, grounds), ReleaseGrounds.class);
        return new HistoryView("released", release.releasedAt(), null, opened.reason(), opened.evidence());
    }
}

package io.consentry.preference.center;

import io.consentry.contract.NoticeRef;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.consentry.preference.record.RecordEntry;
import io.consentry.preference.record.RecordEntry.Provenance;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a decision as a page (capability C9); the same number finds the signed one in the ledger.
 *
 * @param recorded when it came on record, in the tenant's zone; null where that is not kept
 * @param who who entered it; null where that is not kept
 * @param notice the notice that was shown, and its version; null when none was
 * @param where in brackets where the person acted; empty where that is not kept
 * @param until when it ends by itself; null when it does not
 */
public record ReceiptView(
        RecordView decision,
        @Nullable String recorded,
        @Nullable String who,
        @Nullable String notice,
        String where,
        @Nullable String until) {

    static ReceiptView of(RecordEntry entry, Center center, ZoneId zone, Language language) {
        PageText text = Pages.text(language);
        Provenance provenance = entry.provenance();
        NoticeRef notice = provenance == null ? null : provenance.notice();
        Instant until = entry.validUntil();
        return new ReceiptView(
                RecordView.of(entry, center, zone, language, text),
                provenance == null ? null : RecordView.time(provenance.recordedAt(), zone),
                RecordView.who(entry, text),
                notice == null ? null : notice.key() + " " + notice.version(),
                RecordView.where(entry),
                until == null ? null : RecordView.time(until, zone));
    }
}

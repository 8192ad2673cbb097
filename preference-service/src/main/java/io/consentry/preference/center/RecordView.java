package io.consentry.preference.center;

import io.consentry.contract.CaptureMethod;
import io.consentry.contract.PurposeKey;
import io.consentry.preference.page.ChannelWords;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.consentry.preference.record.PersonRecord;
import io.consentry.preference.record.RecordEntry;
import io.consentry.preference.record.RecordEntry.Provenance;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the person reads it.
 *
 * @param id of the event, and of its receipt
 * @param instant for machines
 * @param when in the tenant's zone
 */
public record RecordView(String id, String instant, String when, String what, String status, String how) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int SHOWN_MAX = 200;

    /** The latest first. */
    static List<RecordView> of(PersonRecord record, Center center, ZoneId zone, Language language) {
        PageText text = Pages.text(language);
        return record.latest(SHOWN_MAX).stream()
                .map(entry -> of(entry, center, zone, language, text))
                .toList();
    }

    static RecordView of(RecordEntry entry, Center center, ZoneId zone, Language language, PageText text) {
        return new RecordView(
                entry.eventId().toString(),
                entry.occurredAt().toString(),
                time(entry.occurredAt(), zone),
                what(entry, center, language, text),
                status(entry, text),
                how(entry.method(), text));
    }

    static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    /** Who entered it; null where that is not on record. */
    static @Nullable String who(RecordEntry entry, PageText text) {
        Provenance provenance = entry.provenance();
        return provenance == null
                ? null
                : switch (provenance.actor()) {
                    case SUBJECT -> text.whoSubject();
                    case AGENT -> text.whoAgent();
                    case SYSTEM -> text.whoSystem();
                };
    }

    /** Where the person acted, as an addition to how; empty where that is not on record. */
    static String where(RecordEntry entry) {
        Provenance provenance = entry.provenance();
        return provenance == null || provenance.source() == null ? "" : " (" + provenance.source() + ")";
    }

    private static String what(RecordEntry entry, Center center, Language language, PageText text) {
        PurposeKey purpose = entry.purpose();
        String topic = purpose == null ? text.allTopics() : CenterPages.name(purpose, center, language);
        return topic + " " + (entry.channel() == null ? text.onAllChannels() : ChannelWords.of(entry.channel(), text));
    }

    static String status(RecordEntry entry, PageText text) {
        if (entry.softOptIn()) {
            return text.statusSoftOptIn();
        }
        return switch (entry.status()) {
            case GIVEN, RENEWED -> text.statusGiven();
            case REFUSED -> text.statusRefused();
            case WITHDRAWN -> text.statusWithdrawn();
            case EXPIRED -> text.statusExpired();
            case REQUESTED -> text.statusRequested();
            case UNKNOWN, INVALIDATED -> text.statusOther();
        };
    }

    static String how(CaptureMethod method, PageText text) {
        return switch (method) {
            case REGISTRATION_CHECKBOX, SUBSCRIPTION_FORM -> text.methodForm();
            case EXPLICIT_REQUEST -> text.methodRequest();
            case DOUBLE_OPT_IN -> text.methodDoubleOptIn();
            case KEYWORD, WHATSAPP_BUTTON -> text.methodMessage();
            case PREFERENCE_CENTER -> text.methodCenter();
            case UNSUBSCRIBE_LINK -> text.methodLink();
            case VOICE -> text.methodVoice();
            case PAPER -> text.methodPaper();
            case IMPORT -> text.methodImport();
            case API -> text.methodApi();
        };
    }
}

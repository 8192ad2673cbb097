package io.consentry.preference.center;

import io.consentry.contract.CaptureMethod;
import io.consentry.contract.PurposeKey;
import io.consentry.preference.page.ChannelWords;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.consentry.preference.record.PersonRecord;
import io.consentry.preference.record.RecordEntry;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A decision as the person reads it.
 *
 * @param instant for machines
 * @param when in the tenant's zone
 */
public record RecordView(String instant, String when, String what, String status, String how) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int SHOWN_MAX = 200;

    /** The latest first. */
    static List<RecordView> of(PersonRecord record, Center center, ZoneId zone, Language language) {
        PageText text = Pages.text(language);
        return record.latest(SHOWN_MAX).stream()
                .map(entry -> new RecordView(
                        entry.occurredAt().toString(),
                        TIME.format(entry.occurredAt().atZone(zone)),
                        what(entry, center, language, text),
                        status(entry, text),
                        how(entry.method(), text)))
                .toList();
    }

    private static String what(RecordEntry entry, Center center, Language language, PageText text) {
        PurposeKey purpose = entry.purpose();
        String topic = purpose == null ? text.allTopics() : CenterPages.name(purpose, center, language);
        return topic + " " + (entry.channel() == null ? text.onAllChannels() : ChannelWords.of(entry.channel(), text));
    }

    private static String status(RecordEntry entry, PageText text) {
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

    private static String how(CaptureMethod method, PageText text) {
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

package io.consentry.preference.cases;

import io.consentry.preference.cases.DataSubjectCase.Closing;
import io.consentry.preference.page.PageText;
import java.time.LocalDate;
import java.time.ZoneId;

/** A case as the person who asked reads it: without what was written, for others may read the page. */
final class PersonCaseView {

    private PersonCaseView() {}

    static String words(DataSubjectCase one, ZoneId zone, PageText text) {
        LocalDate asked = one.openedAt().atZone(zone).toLocalDate();
        Closing closing = one.closing();
        return closing == null
                ? text.dataOpen(
                        kind(one.kind(), text), asked.toString(), one.dueOn().toString())
                : text.dataClosed(
                        kind(one.kind(), text),
                        asked.toString(),
                        closing.at().atZone(zone).toLocalDate().toString());
    }

    private static String kind(CaseKind kind, PageText text) {
        return switch (kind) {
            case ACCESS -> text.dataAccess();
            case CORRECTION -> text.dataCorrection();
            case ERASURE -> text.dataErasure();
            case UNSPECIFIED -> text.dataByMail();
        };
    }
}

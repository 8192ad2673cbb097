package io.consentry.consent.ledger;

import io.consentry.consent.ledger.RecordConsentRequest.DecisionRequest;
import io.consentry.consent.ledger.RecordConsentRequest.EvidenceRequest;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.MessageClass;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rows by the rules of every decision that is recorded, and those of imports. */
final class ImportedRowParser {

    private static final Pattern REQUEST_PATH = Pattern.compile("^(decisions\\[0]|evidence|subject)(\\.|$)");
    private static final int NOTICE_LENGTH_MAX = 64;

    private final ConsentRequestParser parser;
    private final Tenant tenant;
    private final Map<PurposeKey, Purpose> purposes;
    private final PublishedNotices notices;
    private final ImportTerms terms;

    ImportedRowParser(
            ConsentRequestParser parser,
            Tenant tenant,
            Map<PurposeKey, Purpose> purposes,
            PublishedNotices notices,
            ImportTerms terms) {
        this.parser = parser;
        this.tenant = tenant;
        this.purposes = purposes;
        this.notices = notices;
        this.terms = terms;
    }

    /**
     * A row that was read.
     *
     * @param command null when rules are broken
     * @param violations by the row's own field names
     */
    record Parsed(ImportedRow row, @Nullable RecordConsent command, List<Violation> violations) {

        /** Whether the row itself says when the person acted. */
        boolean isDated() {
            return row.occurredAt() != null;
        }
    }

    Parsed parse(ImportedRow row) {
        Violations violations = new Violations();
        requireImportable(row, violations);
        if (!violations.isEmpty()) {
            return new Parsed(row, null, violations.found());
        }
        try {
            RecordConsent command = parser.parse(request(row), tenant, purposes, notices);
            return new Parsed(
                    row,
                    new RecordConsent(
                            command.subject(),
                            command.decisions(),
                            command.evidence().withReference(terms.reference())),
                    List.of());
        } catch (RefusedException e) {
            return new Parsed(row, null, violations(e));
        }
    }

    /** What a refusal says, by the row's own names: {@code decisions[0].purpose} is its {@code purpose}. */
    static List<Violation> violations(RefusedException refusal) {
        if (refusal.violations().isEmpty()) {
            return List.of(new Violation("", refusal.type().code(), String.valueOf(refusal.getMessage())));
        }
        return refusal.violations().stream()
                .map(found -> new Violation(
                        REQUEST_PATH.matcher(found.path()).replaceFirst(""), found.code(), found.message()))
                .toList();
    }

    private void requireImportable(ImportedRow row, Violations violations) {
        if (ConsentAction.REQUEST.wireName().equals(row.action())) {
            violations.add("action", "not-importable", "may be grant, renew, refuse, withdraw or object");
        }
        boolean gives = ConsentAction.GRANT.wireName().equals(row.action())
                || ConsentAction.RENEW.wireName().equals(row.action());
        if (gives && row.noticeKey() == null && row.wording() == null) {
            violations.add("wording", "required", "a consent needs what the person read: wording or notice (A-02)");
        }
        if (row.noticeKey() == null ^ row.noticeVersion() == null) {
            violations.add("noticeVersion", "required", "a notice is named by noticeKey and noticeVersion");
        }
        violations.requireAtMost("noticeKey", row.noticeKey(), NOTICE_LENGTH_MAX);
        violations.requireAtMost("noticeVersion", row.noticeVersion(), NOTICE_LENGTH_MAX);
        if (gives && !terms.mayMarket() && isMarketing(row.purpose())) {
            violations.add(
                    "purpose", "source-not-for-marketing", "such a source shows no consent to marketing (002-07)");
        }
    }

    private boolean isMarketing(@Nullable String key) {
        Purpose purpose = key != null && PurposeKey.isValid(key) ? purposes.get(new PurposeKey(key)) : null;
        return purpose != null && purpose.messageClass() == MessageClass.MARKETING;
    }

    private static RecordConsentRequest request(ImportedRow row) {
        return new RecordConsentRequest(
                row.subject(),
                List.of(new DecisionRequest(row.purpose(), row.channel(), row.action(), null)),
                row.noticeKey() == null || row.noticeVersion() == null
                        ? null
                        : new NoticeRef(row.noticeKey(), row.noticeVersion()),
                new EvidenceRequest(
                        CaptureMethod.IMPORT.wireName(),
                        row.affirmativeAction(),
                        Actor.SUBJECT.wireName(),
                        row.occurredAt(),
                        row.source(),
                        row.wording(),
                        row.locale(),
                        null,
                        null,
                        null,
                        null));
    }
}

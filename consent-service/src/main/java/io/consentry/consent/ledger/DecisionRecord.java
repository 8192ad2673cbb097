package io.consentry.consent.ledger;

import io.consentry.contract.event.ConsentEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision of the ledger, and what was in force as it was recorded.
 *
 * @param locale in which the person read, as the evidence says; null when it does not
 * @param tenantVersion of the tenant's settings; null for a decision from before that was noted
 * @param purposeVersion of its purpose; 0 when the catalogue had none, null for a decision from before that was noted
 * @param noticeRevision of the tenant's notices; 0 when none was published, null for a decision from before that was noted
 */
public record DecisionRecord(
        UUID id,
        ConsentEvent event,
        @Nullable String locale,
        @Nullable Long tenantVersion,
        @Nullable Long purposeVersion,
        @Nullable Long noticeRevision) {}

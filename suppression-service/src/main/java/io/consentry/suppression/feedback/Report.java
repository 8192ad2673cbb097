package io.consentry.suppression.feedback;

import io.consentry.suppression.entry.ReportedAddress;
import io.consentry.suppression.feedback.mail.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a mail system says of one address of the tenant's.
 *
 * @param address null when what stands in its place is none
 * @param status the enhanced status code of RFC 3463
 */
record Report(
        @Nullable ReportedAddress address,
        Verdict verdict,
        @Nullable String status) {}

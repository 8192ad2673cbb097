package io.consentry.consent.ledger;

import java.util.UUID;

/**
 * Under which an import is recorded.
 *
 * @param importId named in the evidence of all that it records: there stands who attested what
 * @param mayMarket whether consents to marketing can come from such a source (requirements 002-06, 002-07)
 */
public record ImportTerms(UUID importId, boolean mayMarket) {

    String reference() {
        return "import " + importId;
    }
}

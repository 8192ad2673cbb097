package io.consentry.consent.receipt;

import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.contract.ConsentBasis;
import java.util.List;

/** On what the processing rests that a decision is about. */
final class LegalBases {

    private LegalBases() {}

    /** By their names in the purpose catalogue; the one that a decision itself names goes before those of its purpose. */
    static List<String> names(Receipt receipt) {
        ConsentBasis own = receipt.change().basis();
        return own == null
                ? ofPurpose(receipt).stream().map(LawfulBasis::wireName).toList()
                : List.of(own.wireName());
    }

    /** As terms of W3C DPV, which has none for the customer exception of POPIA s69(3). */
    static List<String> terms(Receipt receipt) {
        ConsentBasis own = receipt.change().basis();
        return own == null
                ? ofPurpose(receipt).stream().map(LegalBases::term).toList()
                : List.of("consentry:" + own.wireName());
    }

    /** All purposes together, and one without a description, rest on consent as far as the ledger can tell. */
    private static List<LawfulBasis> ofPurpose(Receipt receipt) {
        return receipt.purpose() == null || receipt.purpose().basis().isEmpty()
                ? List.of(LawfulBasis.CONSENT)
                : receipt.purpose().basis().values().stream()
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static String term(LawfulBasis basis) {
        return switch (basis) {
            case CONSENT -> "dpv:Consent";
            case SOFT_OPT_IN -> "consentry:soft_opt_in";
            case CONTRACT -> "dpv:Contract";
            case LEGAL_OBLIGATION -> "dpv:LegalObligation";
            case VITAL_INTEREST -> "dpv:VitalInterest";
            case PUBLIC_DUTY -> "dpv:PublicInterest";
            case LEGITIMATE_INTEREST -> "dpv:LegitimateInterest";
        };
    }
}

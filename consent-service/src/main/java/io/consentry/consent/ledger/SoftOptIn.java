package io.consentry.consent.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.ConsentBasis;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What shows that the customer exception holds (POPIA s69(3), rule A-08). What is null is not known, and makes it incomplete. Kept
 * encrypted; never printed.
 *
 * @param saleRef the tenant's own reference of the sale in whose context the address was obtained
 * @param collectedBy who obtained it: the tenant itself, by its legal or trading name
 * @param productCategory what was sold: the marketing may be for similar products
 * @param objectionOfferedAt when the person could object, free of charge; not later than the address was obtained
 * @param objectionOfferText in which words
 * @param initialRefusal whether the person objected there and then: false
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SoftOptIn(
        @Nullable String saleRef,
        @Nullable Instant saleAt,
        @Nullable String collectedBy,
        @Nullable String productCategory,
        @Nullable Instant objectionOfferedAt,
        @Nullable String objectionOfferText,
        @Nullable Boolean initialRefusal) {

    /** What a grant rests on that has this beside it. */
    ConsentBasis basis() {
        boolean complete = Stream.of(
                        saleRef,
                        saleAt,
                        collectedBy,
                        productCategory,
                        objectionOfferedAt,
                        objectionOfferText,
                        initialRefusal)
                .allMatch(Objects::nonNull);
        return complete ? ConsentBasis.SOFT_OPT_IN : ConsentBasis.SOFT_OPT_IN_INCOMPLETE;
    }

    @Override
    public String toString() {
        return "SoftOptIn[" + basis() + "]";
    }
}

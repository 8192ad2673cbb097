package io.consentry.suppression.registry;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a registry charges for a run, as an estimate.
 *
 * @param amount with two decimals
 * @param currency ISO 4217
 */
record Fee(String amount, String currency) {

    private static final String RAND = "ZAR";

    /** @param perEntry in rand */
    static Fee of(BigDecimal perEntry, long entries) {
        BigDecimal sum = perEntry.multiply(BigDecimal.valueOf(entries)).setScale(2, RoundingMode.HALF_UP);
        return new Fee(sum.toPlainString(), RAND);
    }
}

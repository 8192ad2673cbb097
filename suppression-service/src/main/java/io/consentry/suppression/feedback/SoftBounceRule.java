package io.consentry.suppression.feedback;

/**
 * When soft bounces suppress an address.
 *
 * @param limit how many do; at least 1
 * @param days within how many days
 */
record SoftBounceRule(int limit, int days) {}

package io.consentry.suppression.hold;

/**
 * What one run of the hold job did.
 *
 * @param tenants tenants looked at
 * @param minimised entries whose hold had ended
 */
record HoldRun(int tenants, int minimised) {}

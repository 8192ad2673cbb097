package io.consentry.consent.expiry;

/**
 * What one run of the sweep did.
 *
 * @param tenants tenants looked at
 * @param expired consents whose end was recorded
 */
record ExpiryRun(int tenants, int expired) {}

/** A million people who have consented, in the consent database, keyed with the tenant's own keys. */
@NullMarked
package io.consentry.bench.contacts;

import org.jspecify.annotations.NullMarked;

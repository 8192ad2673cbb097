/** How a tenant's pages look, for all pages behind its links. */
@NullMarked
package io.consentry.preference.branding;

import org.jspecify.annotations.NullMarked;

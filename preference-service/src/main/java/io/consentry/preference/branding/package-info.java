/** How a tenant's pages and mails look, whatever they are about. */
@NullMarked
package io.consentry.preference.branding;

import org.jspecify.annotations.NullMarked;

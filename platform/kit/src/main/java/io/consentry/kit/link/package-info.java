/**
 * What a link in a message says of whom it was sent to. One service mints links; another may find in a returned message whom it had been
 * sent to, with the tenant's keys and no question to the first.
 */
@NullMarked
package io.consentry.kit.link;

import org.jspecify.annotations.NullMarked;

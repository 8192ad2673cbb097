/** May this be sent to this person now? (capabilities K1 to K3) */
@NullMarked
package io.consentry.consent.check;

import org.jspecify.annotations.NullMarked;

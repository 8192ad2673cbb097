/** Who calls, for which tenant, and the database scoped to that tenant. */
@NullMarked
package io.consentry.kit.tenant;

import org.jspecify.annotations.NullMarked;

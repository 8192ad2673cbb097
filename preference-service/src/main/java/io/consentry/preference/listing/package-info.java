/** Lists that clients read page by page. */
@NullMarked
package io.consentry.preference.listing;

import org.jspecify.annotations.NullMarked;

/** Links for people who have none at hand: asked for by address, sent to that address, and to nobody who looks on. */
@NullMarked
package io.consentry.preference.linkrequest;

import org.jspecify.annotations.NullMarked;

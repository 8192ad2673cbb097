/** The promises of the product, each proven on the whole running platform, and the rules that the code base keeps. */
@NullMarked
package io.consentry.e2e;

import org.jspecify.annotations.NullMarked;

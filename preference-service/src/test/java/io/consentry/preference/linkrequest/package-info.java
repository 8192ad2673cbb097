@NullMarked
package io.consentry.preference.linkrequest;

import org.jspecify.annotations.NullMarked;

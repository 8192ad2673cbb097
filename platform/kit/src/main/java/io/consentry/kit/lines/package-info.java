/** Long bodies, read line by line. */
@NullMarked
package io.consentry.kit.lines;

import org.jspecify.annotations.NullMarked;

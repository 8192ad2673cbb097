/** What issue 3 asks to be shown, one class for each promise, with the references measured in the same sitting. */
@NullMarked
package io.consentry.bench.measure;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.consentry.contract;

import org.jspecify.annotations.NullMarked;

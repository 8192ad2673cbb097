@NullMarked
package io.consentry.kit.tenant;

import org.jspecify.annotations.NullMarked;

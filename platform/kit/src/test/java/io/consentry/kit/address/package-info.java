@NullMarked
package io.consentry.kit.address;

import org.jspecify.annotations.NullMarked;

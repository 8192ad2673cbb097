@NullMarked
package io.consentry.kit.crypto;

import org.jspecify.annotations.NullMarked;

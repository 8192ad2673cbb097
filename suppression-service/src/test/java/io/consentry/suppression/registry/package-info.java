@NullMarked
package io.consentry.suppression.registry;

import org.jspecify.annotations.NullMarked;

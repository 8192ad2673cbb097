@NullMarked
package io.consentry.kit.json;

import org.jspecify.annotations.NullMarked;

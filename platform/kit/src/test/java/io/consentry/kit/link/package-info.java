@NullMarked
package io.consentry.kit.link;

import org.jspecify.annotations.NullMarked;

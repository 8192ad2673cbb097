@NullMarked
package io.consentry.preference.inbound;

import org.jspecify.annotations.NullMarked;

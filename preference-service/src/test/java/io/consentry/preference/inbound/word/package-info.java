@NullMarked
package io.consentry.preference.inbound.word;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.consentry.contract.event;

import org.jspecify.annotations.NullMarked;

/** Jobs that one instance of a service does at a time. */
@NullMarked
package io.consentry.kit.leader;

import org.jspecify.annotations.NullMarked;

/** Links that identify recipient and list by themselves (RFC 8058 section 3.1), and the headers that carry them. */
@NullMarked
package io.consentry.preference.link;

import org.jspecify.annotations.NullMarked;

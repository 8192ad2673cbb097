/** Addresses of people: read, brought to one form, masked, and keyed so that they can be found without being stored in the clear. */
@NullMarked
package io.consentry.kit.address;

import org.jspecify.annotations.NullMarked;

/**
 * The events on the topics, each a record whose JSON form is a released contract.
 *
 * <p>A released type is done: only optional fields may be added. A change of meaning is a new type, published beside the old one.
 */
@NullMarked
package io.consentry.contract.event;

import org.jspecify.annotations.NullMarked;

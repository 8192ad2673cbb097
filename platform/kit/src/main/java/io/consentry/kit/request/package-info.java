/** What is known of a request from outside it: an id that answer and log share, and how it was answered. */
@NullMarked
package io.consentry.kit.request;

import org.jspecify.annotations.NullMarked;

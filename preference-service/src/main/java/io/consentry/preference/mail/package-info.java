/** Mail to single people: service messages that they asked for. Durable with the reason for them, sent soon after. */
@NullMarked
package io.consentry.preference.mail;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.consentry.preference.mail;

import org.jspecify.annotations.NullMarked;

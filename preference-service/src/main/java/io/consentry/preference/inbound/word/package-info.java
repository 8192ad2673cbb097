/** What the text of a message asks for: pure, and the words are data (rules D-12 and D-13). */
@NullMarked
package io.consentry.preference.inbound.word;

import org.jspecify.annotations.NullMarked;

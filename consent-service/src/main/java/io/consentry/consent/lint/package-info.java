/**
 * Does a message, as it would go out, name its sender and say how to make it stop? (gate 13; rules, B-14, C-01, C-02)
 *
 * <p>What this cannot know: whether the way out works, is free of charge, or is answered in time; whether a one-click address identifies
 * recipient and list, or redirects (C-03, C-05); whether a signature verifies; what a style sheet, an image, a background of the same
 * colour or a tiny font hides from the reader. It reads words in English, Afrikaans, isiZulu, isiXhosa and Sesotho, and a determined
 * sender can write words that fool it. A message without errors is not thereby lawful; one with errors should not be sent.
 */
@NullMarked
package io.consentry.consent.lint;

import org.jspecify.annotations.NullMarked;

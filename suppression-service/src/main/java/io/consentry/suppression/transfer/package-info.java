/**
 * Whole lists in and out (capability S6): import with dry run, progress and undo, export, and screening of a foreign list. An import
 * only ever adds: it changes, shortens and lifts nothing that stands.
 */
@NullMarked
package io.consentry.suppression.transfer;

import org.jspecify.annotations.NullMarked;

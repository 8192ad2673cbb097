/**
 * The benchmarks: {@code deploy/bench/run <command>}. A command starts the platform with a million contacts, measures, prints each figure beside its
 * references and its target, and stops what it started.
 */
@NullMarked
package io.consentry.bench;

import org.jspecify.annotations.NullMarked;

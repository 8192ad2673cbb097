package io.consentry.bench.measure;

import io.consentry.bench.load.LoadSummary;
import java.util.List;

/**
 * Runs of something, and of F around them.
 *
 * @param runs in the order in which they were
 * @param nothing F: the do-nothing endpoint with 64 connections
 * @param nothingAlike the same with as many connections as the runs had
 */
record Bracketed<T>(List<T> runs, LoadSummary nothing, LoadSummary nothingAlike) {

    Bracketed {
        runs = List.copyOf(runs);
    }
}

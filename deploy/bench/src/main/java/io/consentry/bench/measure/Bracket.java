package io.consentry.bench.measure;

import io.consentry.bench.load.ClosedLoop;
import io.consentry.bench.load.LoadResult;
import io.consentry.bench.load.LoadSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures F before, between and after the runs of something, so that what slows the machine slows both. */
final class Bracket {

    /** F is measured with so many. */
    static final int CONNECTIONS = 64;

    private final Sitting sitting;
    private final Nothing nothing;
    private final List<LoadResult> alike = new ArrayList<>();
    private final List<LoadResult> usual = new ArrayList<>();

    private Bracket(Sitting sitting) {
        this.sitting = sitting;
        this.nothing = new Nothing(sitting);
    }

    /** One run. */
    @FunctionalInterface
    interface Run<T> {
        T run(Duration warmUp) throws Exception;
    }

    /** Runs something as often as the settings say. */
    static <T> Bracketed<T> around(Sitting sitting, int connections, Run<T> run) throws Exception {
        return new Bracket(sitting).measure(connections, run);
    }

    private <T> Bracketed<T> measure(int connections, Run<T> run) throws Exception {
        List<T> runs = new ArrayList<>();
        measureNothing(connections);
        for (int i = 0; i < sitting.settings().runs(); i++) {
            runs.add(run.run(sitting.settings().warmUp()));
            measureNothing(connections);
        }
        return new Bracketed<>(
                runs,
                LoadSummary.of(usual),
                connections == CONNECTIONS ? LoadSummary.of(usual) : LoadSummary.of(alike));
    }

    private void measureNothing(int connections) throws Exception {
        usual.add(ClosedLoop.run(nothing.plan(CONNECTIONS, sitting.settings().warmUp())));
        if (connections != CONNECTIONS) {
            alike.add(
                    ClosedLoop.run(nothing.plan(connections, sitting.settings().warmUp())));
        }
    }
}

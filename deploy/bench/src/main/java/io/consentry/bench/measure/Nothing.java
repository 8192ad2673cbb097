package io.consentry.bench.measure;

import io.consentry.bench.load.LoadPlan;
import io.consentry.bench.load.Numbers;
import io.consentry.bench.load.Template;
import io.consentry.bench.platform.DoNothingServer;
import java.time.Duration;
import java.util.Map;

/** The load on F: the bytes of a check, without a token. */
final class Nothing {

    private static final Template REQUEST =
            Template.post("/v1/check", Map.of("Content-Type", "application/json"), DoNothingServer.BODY);

    private final Sitting sitting;

    Nothing(Sitting sitting) {
        this.sitting = sitting;
    }

    LoadPlan plan(int connections, Duration warmUp) {
        return LoadPlan.lasting(
                sitting.nothing().port(),
                connections,
                REQUEST,
                Numbers.below(sitting.recipients()),
                warmUp,
                sitting.settings().measured());
    }
}

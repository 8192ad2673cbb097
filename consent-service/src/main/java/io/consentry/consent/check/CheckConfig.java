package io.consentry.consent.check;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** Bounds of the check. */
@ConfigMapping(prefix = "consentry.check")
interface CheckConfig {

    /** Checks in one request. */
    @WithDefault("1000")
    int batchMax();

    /** Streams that are open at the same time; each keeps a thread. More are 429. */
    @WithDefault("8")
    int streamsMax();

    /** How old the projected facts may be before marketing is denied; at least 250 ms. */
    @WithDefault("PT5S")
    @WithConverter(StalenessConverter.class)
    Duration stalenessMax();

    /** How long a check waits for the write that its token stands for. */
    @WithDefault("PT2S")
    Duration tokenWaitMax();

    /** How often it looks while it waits. */
    @WithDefault("PT0.01S")
    Duration tokenPoll();

    /** Stops the service at start when the limit is shorter than heartbeats can keep. */
    final class StalenessConverter implements Converter<Duration> {

        private static final long serialVersionUID = 1L;
        private static final Duration SHORTEST = Duration.ofMillis(250);

        @Override
        public Duration convert(String text) {
            Duration given = Duration.parse(text);
            if (given.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException(
                        "consentry.check.staleness-max: " + given + " (expected: at least " + SHORTEST + ")");
            }
            return given;
        }
    }
}

package io.consentry.consent.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of imports. */
@ConfigMapping(prefix = "consentry.imports")
interface ImportConfig {

    /** How often it is looked for imports to go on with. */
    @WithDefault("PT1S")
    Duration every();

    /** Rows that are stored, and recorded, in one transaction; opt-outs of the same people wait for that long. */
    @WithDefault("500")
    int chunkRows();

    /** Lists that are sent at the same time; each keeps a thread. More are 429. */
    @WithDefault("4")
    int streamsMax();

    /** Lines of one list. */
    @WithDefault("5000000")
    long linesMax();

    /** Characters of one list. */
    @WithDefault("1000000000")
    long charactersMax();

    /** Line errors that are kept of one import; all are counted. */
    @WithDefault("10000")
    int errorsMax();

    /** Attempts at a chunk before the import has failed. */
    @WithDefault("20")
    int attemptsMax();

    /** After this a list whose sending broke off is dropped. */
    @WithDefault("PT1H")
    Duration abandonedAfter();

    /** For so long after it ended an import can be undone, and its line errors are kept; dry runs are forgotten then. */
    @WithDefault("P30D")
    Duration undoWithin();

    /** How often it is looked for imports to forget. */
    @WithDefault("PT10M")
    Duration trimEvery();

    /** How long one transaction may take. */
    @WithDefault("PT30S")
    Duration timeout();
}

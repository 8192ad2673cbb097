package io.consentry.suppression.transfer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Imports of lists, and screenings. */
@ConfigMapping(prefix = "consentry.transfer")
interface ImportConfig {

    /** How often the job looks for lists to import. */
    @WithDefault("PT1S")
    Duration every();

    /** Lines that are stored, and applied, in one transaction. */
    @WithDefault("2000")
    int chunkLines();

    /** Lists that are sent, or screened, at the same time; each keeps a thread. More are 429. */
    @WithDefault("4")
    int streamsMax();

    /** Line errors that are kept of one import; all are counted. */
    @WithDefault("10000")
    int errorsMax();

    /** Attempts at a chunk, one each time that the job looks, before the import has failed. */
    @WithDefault("600")
    int attemptsMax();

    /** After this a list whose sending broke off is dropped. */
    @WithDefault("PT1H")
    Duration abandonedAfter();

    /** For so long after it ended an import can be undone, and its line errors are kept; dry runs are forgotten then. */
    @WithDefault("P30D")
    Duration undoWithin();

    /** For so long after it ended an import is remembered at all: as long as the shortest hold, and a month. */
    @WithDefault("P400D")
    Duration keptFor();

    /** How often it is looked for imports to forget. */
    @WithDefault("PT10M")
    Duration trimEvery();

    /** How long one transaction may take. */
    @WithDefault("PT30S")
    Duration timeout();
}

package io.consentry.suppression.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;

/** Runs against opt-out registries. */
@ConfigMapping(prefix = "consentry.registry")
interface RegistryConfig {

    /** What the NCC charges for an entry, in rand; for the estimate only (rule A-16). */
    @WithDefault("0.12")
    BigDecimal nccFeePerEntry();

    /** What the DMASA charges for an entry, in rand; for the estimate only. */
    @WithDefault("0")
    BigDecimal dmasaFeePerEntry();

    /** Lines of an answer that are applied in one transaction. */
    @WithDefault("500")
    int batchSize();

    /** Runs at the same time; each keeps a thread. More are 429. */
    @WithDefault("4")
    int runsMax();

    /** How long one transaction may take. */
    @WithDefault("PT30S")
    Duration timeout();
}

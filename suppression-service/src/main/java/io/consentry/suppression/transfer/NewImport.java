package io.consentry.suppression.transfer;

import io.consentry.kit.lines.CsvSeparator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An import whose list begins to arrive. */
record NewImport(
        UUID id,
        boolean dryRun,
        List<String> columns,
        CsvSeparator separator,
        ListDefaults defaults,
        String clientId,
        Instant at) {}

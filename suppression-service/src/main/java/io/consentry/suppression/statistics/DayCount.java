package io.consentry.suppression.statistics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What happened to entries of one reason and channel on one day.
 *
 * @param channel null means entries for all channels
 */
record DayCount(LocalDate day, String reason, @Nullable String channel, long added, long released, long minimised) {}

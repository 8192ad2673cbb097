package io.consentry.suppression.statistics;

import java.time.LocalDate;
import java.util.List;

/**
 * How the list changed.
 *
 * @param from first day
 * @param to last day
 * @param timeZone the tenant's, in which days are reckoned
 * @param days only those on which something happened, in order
 */
record StatisticsView(LocalDate from, LocalDate to, String timeZone, List<DayCount> days) {}

package io.consentry.consent.hours;

import java.util.List;

/** A country's holidays of one year, in order, with the law that they come from. */
record CalendarView(String country, int year, List<String> sources, List<Holiday> holidays) {}

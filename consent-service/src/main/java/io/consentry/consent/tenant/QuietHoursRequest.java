package io.consentry.consent.tenant;

import io.consentry.consent.hours.CountryHours;
import io.consentry.consent.hours.QuietHours;
import io.consentry.contract.event.TenantEvent;
import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/** The tenant's own quiet hours, each {@code HH:mm} in its zone. */
record QuietHoursRequest(@Nullable String from, @Nullable String to) {

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    /** Null when something is wrong, and then the violations say what. */
    TenantEvent.@Nullable QuietHours parse(String path, CountryHours country, Violations violations) {
        boolean readable = requireTime(path + ".from", from, violations) & requireTime(path + ".to", to, violations);
        if (!readable || from == null || to == null) {
            return null;
        }
        if (from.equals(to)) {
            violations.add(path + ".to", "empty", "must differ from " + path + ".from");
            return null;
        }
        TenantEvent.QuietHours parsed = new TenantEvent.QuietHours(from, to);
        if (!QuietHours.of(parsed).leaveTimeIn(country)) {
            violations.add(
                    path, "no-time-left", "leave no moment of the week in which the law lets marketing out (A-18)");
        }
        return parsed;
    }

    private static boolean requireTime(String path, @Nullable String text, Violations violations) {
        if (text == null) {
            violations.add(path, "required", "is required");
            return false;
        }
        if (!text.matches(TIME)) {
            violations.add(path, "shape", "must be a time such as 20:30");
            return false;
        }
        return true;
    }
}

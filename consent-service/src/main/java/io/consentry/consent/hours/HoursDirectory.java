package io.consentry.consent.hours;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts contact hours together: the country's file, its proclaimed days as of the last second, the tenant's quiet hours. */
@ApplicationScoped
public class HoursDirectory {

    private final CountryCatalogue countries;
    private final ProclaimedDays proclaimedDays;

    HoursDirectory(CountryCatalogue countries, ProclaimedDays proclaimedDays) {
        this.countries = countries;
        this.proclaimedDays = proclaimedDays;
    }

    /**
     * The hours in a country. Fails when its proclaimed days cannot be read: who asks cannot decide, and must not allow.
     *
     * @param country ISO 3166 code; one without a file has no hours but the tenant's
     * @param zone in which hours and days are reckoned
     * @param quiet the tenant's own stricter hours, if any
     */
    public Uni<ContactHours> of(String country, ZoneId zone, @Nullable QuietHours quiet) {
        return countries
                .find(country)
                .map(found ->
                        proclaimedDays.of(country).map(days -> new ContactHours(zone, found, days.keySet(), quiet)))
                .orElseGet(() -> Uni.createFrom()
                        .item(() -> new ContactHours(zone, CountryHours.UNRESTRICTED, Set.of(), quiet)));
    }
}

package io.consentry.consent.hours;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentry.consent.hours.ProclaimedDays.Proclaimed;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts contact hours together: the country's file, its proclaimed days as of the last second, the tenant's quiet hours. */
@ApplicationScoped
public class HoursDirectory {

    private static final int HOURS_REMEMBERED_MAX = 10_000;

    private final CountryCatalogue countries;
    private final ProclaimedDays proclaimedDays;
    private final Cache<Parts, ContactHours> built =
            Caffeine.newBuilder().maximumSize(HOURS_REMEMBERED_MAX).build();

    HoursDirectory(CountryCatalogue countries, ProclaimedDays proclaimedDays) {
        this.countries = countries;
        this.proclaimedDays = proclaimedDays;
    }

    /**
     * Contact hours, and which version of the calendar they follow.
     *
     * @param revision of the country's proclaimed days, by which {@link #at} finds the same hours again
     */
    public record Revised(ContactHours hours, long revision) {}

    private record Parts(
            String country, String zone, @Nullable QuietHours quiet, long revision) {}

    /** A tenant's hours. Fails when the proclaimed days cannot be read: who asks cannot decide, and must not allow. */
    public Uni<Revised> of(TenantSettings settings) {
        return proclaimedDays.of(settings.region()).map(days -> revised(settings, days));
    }

    /** A tenant's hours as they were at a revision of the calendar. */
    public Uni<Revised> at(TenantSettings settings, long revision) {
        return proclaimedDays.at(settings.region(), revision).map(days -> revised(settings, days));
    }

    private Revised revised(TenantSettings settings, Proclaimed proclaimed) {
        QuietHours quiet = settings.quietHours() == null ? null : QuietHours.of(settings.quietHours());
        Parts parts = new Parts(settings.region(), settings.timeZone(), quiet, proclaimed.revision());
        return new Revised(built.get(parts, key -> build(key, proclaimed)), proclaimed.revision());
    }

    /** A country without a file has no hours but the tenant's. */
    private ContactHours build(Parts parts, Proclaimed proclaimed) {
        ZoneId zone = ZoneId.of(parts.zone());
        return countries
                .find(parts.country())
                .map(found -> new ContactHours(zone, found, proclaimed.days().keySet(), parts.quiet()))
                .orElseGet(() -> new ContactHours(zone, CountryHours.UNRESTRICTED, Set.of(), parts.quiet()));
    }
}

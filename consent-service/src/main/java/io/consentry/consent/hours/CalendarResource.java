package io.consentry.consent.hours;

import io.consentry.kit.problem.RefusedException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/calendars}: public holidays by country, the same for every tenant; the operator adds what is proclaimed. */
@Path("/v1/calendars/{country}")
class CalendarResource {

    private final CountryCatalogue countries;
    private final ProclaimedDays proclaimedDays;

    CalendarResource(CountryCatalogue countries, ProclaimedDays proclaimedDays) {
        this.countries = countries;
        this.proclaimedDays = proclaimedDays;
    }

    /** The operator reads it too: who adds a day must be able to see it. */
    @GET
    @PermissionsAllowed({"consent:read", "platform:operate"})
    public Uni<CalendarView> get(@PathParam("country") String country, @QueryParam("year") @Nullable String year) {
        CountryHours hours = find(country);
        int asked = CalendarYears.parse(year);
        return proclaimedDays
                .read(country)
                .map(proclaimed ->
                        new CalendarView(country, asked, hours.sources(), hours.holidays(asked, proclaimed.days())));
    }

    @PUT
    @Path("/days/{date}")
    @PermissionsAllowed("platform:operate")
    public Uni<Holiday> put(
            @PathParam("country") String country, @PathParam("date") String date, ProclaimedDayRequest request) {
        find(country);
        Holiday day = RefusedException.requireBody(request).toHoliday(date);
        return proclaimedDays.put(country, day.date(), day.name()).replaceWith(day);
    }

    @DELETE
    @Path("/days/{date}")
    @PermissionsAllowed("platform:operate")
    public Uni<Void> delete(@PathParam("country") String country, @PathParam("date") String date) {
        find(country);
        LocalDate day = ProclaimedDayRequest.toDate(date);
        return proclaimedDays
                .remove(country, day)
                .invoke(found -> {
                    if (!found) {
                        throw RefusedException.notFound("proclaimed day");
                    }
                })
                .replaceWithVoid();
    }

    private CountryHours find(String country) {
        return countries.find(country).orElseThrow(() -> RefusedException.notFound("country"));
    }
}

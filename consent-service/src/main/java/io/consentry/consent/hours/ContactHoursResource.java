package io.consentry.consent.hours;

import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /v1/contact-hours}: when marketing may reach people, for those who plan a campaign (rules ). */
@Path("/v1/contact-hours")
class ContactHoursResource {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-12-31T00:00:00Z");

    private final Caller caller;
    private final HoursDirectory hours;
    private final Clock clock;

    ContactHoursResource(Caller caller, HoursDirectory hours, Clock clock) {
        this.caller = caller;
        this.hours = hours;
        this.clock = clock;
    }

    @GET
    @PermissionsAllowed("consent:check")
    @Operation(
            summary =
                    "Whether an instant, or now, is within the contact hours of the tenant's region, and which is the next that is")
    public Uni<ContactHoursView> get(@QueryParam("at") @Nullable String at) {
        Instant asked = parse(at);
        return caller.tenant().chain(tenant -> view(tenant, asked));
    }

    private Uni<ContactHoursView> view(Tenant tenant, Instant asked) {
        return hours.of(tenant.settings())
                .map(found -> new ContactHoursView(
                        asked,
                        tenant.settings().region(),
                        tenant.zone().getId(),
                        found.hours().nextAllowedAt(asked).orElse(null)));
    }

    private Instant parse(@Nullable String at) {
        Violations violations = new Violations();
        Instant parsed = violations.readInstant("at", at);
        if (parsed != null && (parsed.isBefore(EARLIEST) || parsed.isAfter(LATEST))) {
            violations.add("at", "range", "must be from 2000 to 2100");
        }
        violations.throwIfAny();
        return parsed == null ? clock.instant() : parsed;
    }
}

package io.consentry.consent.tenant;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.consentry.consent.hours.CountryCatalogue;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.TenantEvent;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.DecisionLog;
import io.consentry.contract.event.TenantEvent.InformationOfficer;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.problem.Violations;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant as the operator, or the tenant itself, describes it. Holds, zones and regions have the defaults of South Africa. */
record TenantRequest(
        @Nullable String id,
        @Nullable String legalName,
        @Nullable String tradingName,
        @Nullable Contact contact,
        @Nullable InformationOfficer informationOfficer,
        @Nullable String region,
        @Nullable String defaultPhoneRegion,
        @Nullable String timeZone,
        @Nullable String regimePack,
        @Nullable Integer holdMonths,
        @Nullable QuietHoursRequest quietHours,
        @Nullable RegistriesRequest registries,
        @Nullable DecisionLogRequest decisionLog) {

    private static final Set<String> REGIME_PACKS = Set.of("za", "eu");
    private static final int HOLD_MONTHS_MAX = 1_200;

    /** The id and the settings, checked against the laws of the region. */
    TenantSettings toSettings(boolean withId, CountryCatalogue countries) {
        Violations violations = new Violations();
        if (withId && violations.require("id", id) && id != null && !TenantId.isValid(id)) {
            violations.add("id", "shape", "must be 2 to 40 of a-z, 0-9, hyphen, beginning with a letter");
        }
        if (!withId && id != null) {
            violations.add("id", "fixed", "cannot be changed; leave it out");
        }
        requireText(violations, "legalName", legalName);
        requireText(violations, "tradingName", tradingName);
        requireContact(violations);
        if (region != null && !region.matches("[A-Z]{2}")) {
            violations.add("region", "shape", "must be an ISO 3166 country such as ZA");
        }
        if (informationOfficer != null) {
            requireText(violations, "informationOfficer.name", informationOfficer.name());
            requireText(violations, "informationOfficer.email", informationOfficer.email());
        }
        String zone = timeZone == null ? "Africa/Johannesburg" : timeZone;
        requireZone(violations, zone);
        String phoneRegion = defaultPhoneRegion == null ? "ZA" : defaultPhoneRegion;
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(phoneRegion)) {
            violations.add("defaultPhoneRegion", "unknown-value", "must be an ISO 3166 region such as ZA");
        }
        String pack = regimePack == null ? "za" : regimePack;
        if (!REGIME_PACKS.contains(pack)) {
            violations.add("regimePack", "unknown-value", "must be za or eu");
        }
        int months = holdMonths == null ? TenantSettings.HOLD_MONTHS_MIN : holdMonths;
        if (months < TenantSettings.HOLD_MONTHS_MIN || months > HOLD_MONTHS_MAX) {
            violations.add("holdMonths", "range", "may be lengthened, never shortened: at least 12 (S2)");
        }
        String country = region == null ? "ZA" : region;
        TenantEvent.QuietHours quiet =
                quietHours == null ? null : quietHours.parse("quietHours", countries.of(country), violations);
        Registries standing = registries == null ? null : registries.parse(violations);
        DecisionLog log = decisionLog == null ? null : decisionLog.parse(violations);
        violations.throwIfAny();
        if (legalName == null || tradingName == null || contact == null) {
            throw new IllegalStateException("refused above");
        }
        return new TenantSettings(
                legalName,
                tradingName,
                contact,
                informationOfficer,
                country,
                phoneRegion,
                zone,
                pack,
                months,
                quiet,
                standing,
                log);
    }

    private void requireContact(Violations violations) {
        if (contact == null) {
            violations.add("contact", "required", "is required: recipients must be able to reach the sender (A-15)");
            return;
        }
        requireText(violations, "contact.email", contact.email());
        violations.requireAtMost("contact.phone", contact.phone(), 64);
        violations.requireAtMost("contact.physicalAddress", contact.physicalAddress(), 500);
        violations.requireAtMost("contact.website", contact.website(), 500);
    }

    private static void requireText(Violations violations, String path, @Nullable String text) {
        if (violations.require(path, text)) {
            violations.requireAtMost(path, text, 200);
        }
    }

    private static void requireZone(Violations violations, String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            violations.add("timeZone", "unknown-value", "must be an IANA zone such as Africa/Johannesburg");
        }
    }
}

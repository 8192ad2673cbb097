package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.DecisionLogMode;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A change of a tenant, on a compacted topic: the latest one of each tenant is the truth. */
public sealed interface TenantEvent extends DomainEvent {

    /** Whose settings they are. */
    TenantId tenant();

    @Override
    default Topic topic() {
        return Topic.TENANT_SETTINGS;
    }

    @Override
    default String orderingKey() {
        return "settings";
    }

    /**
     * The tenant's settings as of a version (capability T8).
     *
     * @param version 1 for a new tenant, one more with each change
     * @param settings what the tenant set
     * @param wrappedKeyset the tenant's keys, encrypted under the platform's key-encryption key, base64url
     */
    @WireName("io.consentry.tenant.settings-published.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TenantSettingsPublished(
            TenantId tenant, long version, TenantStatus status, TenantSettings settings, String wrappedKeyset)
            implements TenantEvent {

        public TenantSettingsPublished {
            requireNonNull(tenant, "tenant");
            requireNonNull(status, "status");
            requireNonNull(settings, "settings");
            requireNonNull(wrappedKeyset, "wrappedKeyset");
            if (version < 1) {
                throw new IllegalArgumentException("version: " + version + " (expected: >= 1)");
            }
        }
    }

    /**
     * Who the tenant is to its recipients, and by which rules it is served.
     *
     * @param legalName the responsible party's legal name (POPIA s18)
     * @param tradingName the name that recipients know
     * @param contact how recipients reach it
     * @param informationOfficer who answers for data protection (POPIA s55); null while none is named
     * @param region ISO 3166 country whose law on contact hours applies
     * @param defaultPhoneRegion ISO 3166 region in which a national phone number is read
     * @param timeZone IANA zone in which holds and hours are reckoned
     * @param regimePack {@code za} or {@code eu}: whose rules the purposes are checked against
     * @param holdMonths calendar months that an opt-out is held, at least 12 (capability S2)
     * @param quietHours when nobody is contacted, stricter than the law; null for the law's hours alone
     * @param registries how the tenant stands to opt-out registries; null while it has said nothing
     * @param decisionLog which decisions of checks it wants on a topic; null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TenantSettings(
            String legalName,
            String tradingName,
            Contact contact,
            @Nullable InformationOfficer informationOfficer,
            String region,
            String defaultPhoneRegion,
            String timeZone,
            String regimePack,
            int holdMonths,
            @Nullable QuietHours quietHours,
            @Nullable Registries registries,
            @Nullable DecisionLog decisionLog) {

        /** The shortest hold there is: tenants may lengthen it, never shorten (capability S2). */
        public static final int HOLD_MONTHS_MIN = 12;

        public TenantSettings {
            requireNonNull(legalName, "legalName");
            requireNonNull(tradingName, "tradingName");
            requireNonNull(contact, "contact");
            requireNonNull(region, "region");
            requireNonNull(defaultPhoneRegion, "defaultPhoneRegion");
            requireNonNull(timeZone, "timeZone");
            requireNonNull(regimePack, "regimePack");
            if (holdMonths < HOLD_MONTHS_MIN) {
                throw new IllegalArgumentException(
                        "holdMonths: " + holdMonths + " (expected: >= " + HOLD_MONTHS_MIN + ")");
            }
        }
    }

    /**
     * Hours of every day in the tenant's zone in which nobody is contacted (capability K5).
     *
     * @param from first quiet minute, {@code HH:mm}
     * @param to first minute that is not quiet, {@code HH:mm}; earlier than {@code from} when the night lies between
     */
    record QuietHours(String from, String to) {

        private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

        public QuietHours {
            requireTime(from, "quietHours.from");
            requireTime(to, "quietHours.to");
            if (from.equals(to)) {
                throw new IllegalArgumentException("quietHours: from and to are the same");
            }
        }

        private static void requireTime(String text, String name) {
            if (!TIME.matcher(requireNonNull(text, name)).matches()) {
                throw new IllegalArgumentException(name + " (expected: HH:mm)");
            }
        }
    }

    /**
     * How the tenant stands to opt-out registries (capability S5).
     *
     * @param ncc its registration with the NCC; null when it has none
     * @param blockOverridesConsent whether a registry's block outweighs the person's consent, which the law leaves open (rule A-17);
     *     null means that it does
     * @param signOff who took the legal decision that consent outweighs a block; needed for that, and of no effect otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Registries(
            @Nullable NccRegistration ncc,
            @Nullable Boolean blockOverridesConsent,
            @Nullable SignOff signOff) {

        public Registries {
            if (Boolean.FALSE.equals(blockOverridesConsent) && signOff == null) {
                throw new IllegalArgumentException("blockOverridesConsent: false needs a signOff (A-17)");
            }
        }

        /** Whether the person's own valid consent outweighs a registry's block. */
        public boolean consentLiftsBlock() {
            return Boolean.FALSE.equals(blockOverridesConsent);
        }
    }

    /**
     * The registration with the NCC, which is renewed every year (rule A-15).
     *
     * @param number as the NCC gave it
     * @param renewsAt from this instant on it has lapsed, unless it was renewed
     */
    record NccRegistration(String number, Instant registeredAt, Instant renewsAt) {

        public NccRegistration {
            requireNonNull(number, "number");
            requireNonNull(registeredAt, "registeredAt");
            requireNonNull(renewsAt, "renewsAt");
        }

        /** Whether the tenant is registered at an instant. */
        public boolean isValidAt(Instant instant) {
            return !instant.isBefore(registeredAt) && instant.isBefore(renewsAt);
        }
    }

    /**
     * A recorded legal decision.
     *
     * @param by who decided
     * @param reference where the decision is written down
     */
    record SignOff(String by, Instant at, String reference) {

        public SignOff {
            requireNonNull(by, "by");
            requireNonNull(at, "at");
            requireNonNull(reference, "reference");
        }
    }

    /**
     * Which decisions of checks go to {@link Topic#DECISIONS}.
     *
     * @param perMille of a sample, how many of a thousand, 1 to 999; null unless sampled
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionLog(DecisionLogMode mode, @Nullable Integer perMille) {

        public DecisionLog {
            requireNonNull(mode, "mode");
            if ((mode == DecisionLogMode.SAMPLED) != (perMille != null)) {
                throw new IllegalArgumentException("perMille: belongs to the mode sampled, and to no other");
            }
            if (perMille != null && (perMille < 1 || perMille > 999)) {
                throw new IllegalArgumentException("perMille: " + perMille + " (expected: 1 to 999)");
            }
        }
    }

    /** How a person reaches the responsible party (POPIA s69(4), CPA reg. 4 as amended in 2026: all four items, rule A-15). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Contact(
            String email,
            @Nullable String phone,
            @Nullable String physicalAddress,
            @Nullable String website) {

        public Contact {
            requireNonNull(email, "email");
        }
    }

    /** The information officer (POPIA s55). */
    record InformationOfficer(String name, String email) {

        public InformationOfficer {
            requireNonNull(name, "name");
            requireNonNull(email, "email");
        }
    }
}

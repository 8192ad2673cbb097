package io.consentry.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.Topic;
import org.jspecify.annotations.Nullable;

/** A change of a tenant, on a compacted topic: the latest one of each tenant is the truth. */
public sealed interface TenantEvent extends DomainEvent {

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
            implements TenantEvent {}

    /**
     * @param legalName the responsible party's legal name (POPIA s18)
     * @param defaultPhoneRegion ISO 3166 region in which a national phone number is read
     * @param timeZone IANA zone in which holds and hours are reckoned
     * @param holdMonths calendar months that an opt-out is held, at least 12 (capability S2)
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
            int holdMonths) {}

    /** How a person reaches the responsible party (POPIA s69(4), CPA reg. 4 as amended in 2026: all four items, rule A-15). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Contact(
            String email,
            @Nullable String phone,
            @Nullable String physicalAddress,
            @Nullable String website) {}

    /** The information officer (POPIA s55). */
    record InformationOfficer(String name, String email) {}
}

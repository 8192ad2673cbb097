package io.consentry.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.ReasonCode;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.NccRegistration;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationGateTest {

    private static final Instant REGISTERED = Instant.parse("2026-07-01T08:00:00Z");
    private static final Instant RENEWS = Instant.parse("2027-07-01T08:00:00Z");
    private static final Registries VALID =
            new Registries(new NccRegistration("NCC-1", REGISTERED, RENEWS), null, null);

    @ParameterizedTest
    @CsvSource({
        "2026-07-01T07:59:59.999999999Z, begins only later",
        "2026-07-01T08:00:00Z, ",
        "2027-07-01T07:59:59.999999999Z, ",
        "2027-07-01T08:00:00Z, has lapsed",
        "2030-01-01T00:00:00Z, has lapsed"
    })
    void aRegistrationCountsFromItsBeginningUntilItMustBeRenewed(Instant at, @Nullable String refusal) {
        Optional<Reason> reason = RegistrationGate.refusal(settings("ZA", VALID), at);

        if (refusal == null) {
            assertThat(reason).isEmpty();
        } else {
            assertThat(reason).hasValueSatisfying(given -> {
                assertThat(given.code()).isEqualTo(ReasonCode.TENANT_NOT_REGISTERED);
                assertThat(given.detail()).contains(refusal, "PUT /v1/tenant", "A-15");
            });
        }
    }

    @Test
    void withoutARegistrationNothingIsMarketedToSouthAfrica() {
        assertThat(RegistrationGate.refusal(settings("ZA", null), REGISTERED)).isPresent();
        assertThat(RegistrationGate.refusal(settings("ZA", new Registries(null, null, null)), REGISTERED))
                .isPresent();
    }

    @Test
    void anotherRegionAsksForNone() {
        assertThat(RegistrationGate.refusal(settings("DE", null), REGISTERED)).isEmpty();
    }

    static TenantSettings settings(String region, @Nullable Registries registries) {
        return new TenantSettings(
                "Acme (Pty) Ltd",
                "Acme",
                new Contact("privacy@acme.example", null, null, null),
                null,
                region,
                "ZA",
                "Africa/Johannesburg",
                "za",
                12,
                null,
                registries,
                null);
    }
}

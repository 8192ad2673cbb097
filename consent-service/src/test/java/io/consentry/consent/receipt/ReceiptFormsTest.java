package io.consentry.consent.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.consent.notice.NoticeDigest;
import io.consentry.consent.purpose.LawfulBasis;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.MessageClass;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.InformationOfficer;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.json.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Capability C9: both forms of a receipt, byte for byte. A difference is a new version of the layout. */
class ReceiptFormsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/receipts");
    private static final UUID EVENT = UUID.fromString("0b9c1e0e-7a51-4a52-8d8e-6f1f5e3a1c01");
    private static final UUID SUBJECT = UUID.fromString("5d1c9f52-1f0c-4a0e-9d4c-2f6a6d1b7e02");
    private static final Instant GIVEN = Instant.parse("2026-11-20T08:00:00Z");
    private static final TenantSettings ACME = new TenantSettings(
            "Acme (Pty) Ltd",
            "Acme",
            new Contact("privacy@acme.example", "+27 11 555 0100", "1 Long Street, Cape Town", "https://acme.example"),
            new InformationOfficer("Naledi Mokoena", "officer@acme.example"),
            "ZA",
            "ZA",
            "Africa/Johannesburg",
            "za",
            12,
            null,
            null,
            null);
    private static final Purpose OFFERS = new Purpose(
            new PurposeKey("offers"),
            Map.of("en", "Offers", "af", "Aanbiedinge"),
            Map.of("en", "Weekly offers", "af", "Weeklikse aanbiedinge"),
            MessageClass.MARKETING,
            List.of(Channel.EMAIL, Channel.WHATSAPP),
            Map.of("popia", LawfulBasis.CONSENT, "gdpr", LawfulBasis.CONSENT),
            Period.ofMonths(24),
            null,
            List.of(),
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            1);

    @Test
    void aGrantReadsAsItAlwaysDid() throws IOException {
        Receipt receipt = new Receipt(
                EVENT,
                new TenantId("acme"),
                ACME,
                new ConsentGiven(change(Channel.WHATSAPP, OFFERS.key(), GIVEN.plusSeconds(63_072_000), null)),
                OFFERS,
                new NoticeDigest(new NoticeRef("privacy", "2026-01"), GIVEN, "ab".repeat(32)),
                "en-ZA");

        assertGolden("given", receipt);
    }

    @Test
    void aWithdrawalFromEverythingReadsAsItAlwaysDid() throws IOException {
        Receipt receipt = new Receipt(
                EVENT,
                new TenantId("acme"),
                ACME,
                new ConsentWithdrawn(change(null, null, null, null)),
                null,
                null,
                null);

        assertGolden("withdrawn", receipt);
    }

    @ParameterizedTest
    @CsvSource({"af-ZA,af,Aanbiedinge", "AF,af,Aanbiedinge", "zu,en,Offers", ",en,Offers"})
    void itIsInTheLanguageThatThePersonRead(@Nullable String locale, String language, String name) {
        Receipt receipt = given(locale, null);

        assertThat(receipt.language()).isEqualTo(language);
        assertThat(receipt.purposeName()).isEqualTo(name);
    }

    @Test
    void aSoftOptInIsNotCalledConsent() {
        Receipt receipt = given(null, ConsentBasis.SOFT_OPT_IN);

        assertThat(KantaraReceipt.of(receipt)
                        .services()
                        .get(0)
                        .purposes()
                        .get(0)
                        .consentType())
                .isEqualTo("NONE: soft opt-in");
        assertThat(Iso27560Receipt.of(receipt)
                        .at("/dpv:hasProcess/0/dpv:hasLegalBasis/0")
                        .asText())
                .isEqualTo("consentry:soft_opt_in");
    }

    private static Receipt given(@Nullable String locale, @Nullable ConsentBasis basis) {
        ConsentEvent event = new ConsentGiven(change(Channel.EMAIL, OFFERS.key(), null, basis));
        return new Receipt(EVENT, new TenantId("acme"), ACME, event, OFFERS, null, locale);
    }

    private static ConsentChange change(
            @Nullable Channel channel,
            @Nullable PurposeKey purpose,
            @Nullable Instant validUntil,
            @Nullable ConsentBasis basis) {
        return new ConsentChange(
                new SubjectId(SUBJECT),
                purpose,
                channel,
                List.of(),
                GIVEN,
                GIVEN.plusMillis(1_250),
                Actor.SUBJECT,
                CaptureMethod.SUBSCRIPTION_FORM,
                purpose == null ? null : new NoticeRef("privacy", "2026-01"),
                validUntil,
                null,
                basis);
    }

    private static void assertGolden(String name, Receipt receipt) throws IOException {
        assertGolden(GOLDEN.resolve(name + ".json"), EventJson.write(KantaraReceipt.of(receipt)));
        assertGolden(GOLDEN.resolve(name + ".jsonld"), EventJson.write(Iso27560Receipt.of(receipt)));
    }

    private static void assertGolden(Path file, String written) throws IOException {
        if (Boolean.getBoolean("contract.accept")) {
            Files.writeString(file, EventJson.read(written, JsonNode.class).toPrettyString() + "\n");
        }
        assertThat(file).hasContent(EventJson.read(written, JsonNode.class).toPrettyString() + "\n");
    }
}

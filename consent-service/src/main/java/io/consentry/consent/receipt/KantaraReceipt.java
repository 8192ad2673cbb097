package io.consentry.consent.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.consent.purpose.Recipient;
import io.consentry.contract.MessageClass;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentExpired;
import io.consentry.contract.event.ConsentEvent.ConsentObjected;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.InformationOfficer;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as Kantara's Consent Receipt 1.1 has it (rule E-03). That format knows consent alone: of any other decision
 * {@code consentType} says that it is none, and {@code termination} that nothing is permitted.
 *
 * @param consentTimestamp when the person acted, in seconds since 1970
 * @param consentry what the format has no member for
 */
record KantaraReceipt(
        String version,
        String jurisdiction,
        long consentTimestamp,
        String collectionMethod,
        UUID consentReceiptID,
        String language,
        UUID piiPrincipalId,
        List<Controller> piiControllers,
        String policyUrl,
        List<Service> services,
        boolean sensitive,
        List<String> spiCat,
        Extension consentry) {

    private static final String VERSION = "KI-CR-v1.1.0";

    /** @param contact whom to ask: the information officer, or the tenant by the name that people know */
    record Controller(String piiController, String contact, Map<String, String> address, String email, String phone) {}

    record Service(String service, List<ServicePurpose> purposes) {}

    /** @param thirdPartyName who uses the data for itself; null when nobody else does */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServicePurpose(
            String purpose,
            List<String> purposeCategory,
            String consentType,
            List<String> piiCategory,
            boolean primaryPurpose,
            String termination,
            boolean thirdPartyDisclosure,
            @Nullable String thirdPartyName) {}

    /** @param status in which the decision left the consent, in the words of W3C DPV (rule E-04) */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Extension(
            String status,
            String event,
            String channel,
            Instant occurredAt,
            Instant recordedAt,
            @Nullable Instant validUntil,
            List<String> lawfulBasis,
            @Nullable String purposeDescription,
            @Nullable NoticeRef notice,
            @Nullable String noticeSha256,
            List<String> withdrawalAddresses) {}

    static KantaraReceipt of(Receipt receipt) {
        ConsentChange change = receipt.change();
        return new KantaraReceipt(
                VERSION,
                receipt.controller().region(),
                change.occurredAt().getEpochSecond(),
                change.method().wireName(),
                receipt.id(),
                receipt.language(),
                change.subjectId().value(),
                List.of(controller(receipt.controller())),
                policyUrl(receipt.controller().contact()),
                List.of(new Service(receipt.controller().tradingName(), List.of(purpose(receipt)))),
                !receipt.specialCategories().isEmpty(),
                receipt.specialCategories(),
                extension(receipt));
    }

    private static Controller controller(TenantSettings settings) {
        Contact contact = settings.contact();
        InformationOfficer officer = settings.informationOfficer();
        Map<String, String> address = contact.physicalAddress() == null
                ? Map.of("addressCountry", settings.region())
                : Map.of("streetAddress", contact.physicalAddress());
        return new Controller(
                settings.legalName(),
                officer == null ? settings.tradingName() : officer.name(),
                address,
                officer == null ? contact.email() : officer.email(),
                contact.phone() == null ? "" : contact.phone());
    }

    /** Where the policy is to be had. */
    private static String policyUrl(Contact contact) {
        return contact.website() == null ? "mailto:" + contact.email() : contact.website();
    }

    private static ServicePurpose purpose(Receipt receipt) {
        return new ServicePurpose(
                receipt.purposeName(),
                List.of(category(receipt.messageClass())),
                consentType(receipt.event()),
                List.of("2 - Contact"),
                true,
                termination(receipt.event()),
                receipt.thirdParty().isPresent(),
                receipt.thirdParty().map(Recipient::name).orElse(null));
    }

    private static String category(MessageClass messageClass) {
        return switch (messageClass) {
            case MARKETING -> "6 - Marketing";
            case SERVICE, TRANSACTIONAL -> "2 - Contracted Service";
            case AUTHENTICATION, LEGAL -> "1 - Core Function";
        };
    }

    private static String consentType(ConsentEvent event) {
        if (event instanceof ConsentRequested) {
            return "NONE: requested";
        }
        if (event instanceof ConsentRefused) {
            return "NONE: refused";
        }
        if (event instanceof ConsentWithdrawn) {
            return "NONE: withdrawn";
        }
        if (event instanceof ConsentObjected) {
            return "NONE: objected";
        }
        if (event instanceof ConsentExpired) {
            return "NONE: expired";
        }
        return event.change().basis() == null ? "EXPLICIT" : "NONE: soft opt-in";
    }

    private static String termination(ConsentEvent event) {
        if (!event.status().isValid()) {
            return "N/A: nothing is permitted";
        }
        Instant end = event.change().validUntil();
        return end == null ? "When it is withdrawn" : end + ", or earlier when it is withdrawn";
    }

    private static Extension extension(Receipt receipt) {
        ConsentChange change = receipt.change();
        return new Extension(
                receipt.event().status().wireName(),
                receipt.event().wireName(),
                receipt.channel(),
                change.occurredAt(),
                change.recordedAt(),
                change.validUntil(),
                LegalBases.names(receipt),
                receipt.purposeDescription(),
                change.notice(),
                receipt.notice() == null ? null : receipt.notice().contentSha256(),
                receipt.withdrawalAddresses());
    }
}

package io.consentry.consent.receipt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consentry.consent.purpose.Recipient;
import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.InformationOfficer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt with the fields of ISO/IEC TS 27560 in terms of W3C DPV, as JSON-LD (rules E-01, E-02), laid out as the DPV group's guide lays
 * out a record. Storage locations and retention are not in it: the ledger does not know them.
 */
final class Iso27560Receipt {

    /** The version of this layout. A change of it is a new version: a receipt is read for years. */
    static final String SCHEMA = "urn:consentry:schema:receipt:1";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Receipt receipt;
    private final ConsentChange change;
    private final String controller;

    private Iso27560Receipt(Receipt receipt) {
        this.receipt = receipt;
        this.change = receipt.change();
        this.controller = "urn:consentry:tenant:" + receipt.tenant().value();
    }

    /** The same receipt always gives the same document. */
    static ObjectNode of(Receipt receipt) {
        return new Iso27560Receipt(receipt).document();
    }

    private ObjectNode document() {
        ObjectNode document = JSON.objectNode();
        document.set("@context", JsonLdContext.NODE);
        document.put("@id", "urn:uuid:" + receipt.id());
        document.set("@type", strings(List.of("dpv:ConsentReceipt")));
        document.put("dct:conformsTo", SCHEMA);
        document.put("dpv:hasIdentifier", receipt.id().toString());
        document.put("dct:created", change.recordedAt().toString());
        document.put("dct:creator", controller);
        document.put("dct:language", receipt.language());
        document.set(
                "dpv:hasDataSubject",
                typed("dpv:DataSubject")
                        .put("dpv:hasIdentifier", change.subjectId().value().toString()));
        document.set("dpv:hasEntity", entities());
        document.set("dpv:hasProcess", JSON.arrayNode().add(process()));
        return document;
    }

    private ObjectNode entities() {
        ObjectNode entities = JSON.objectNode();
        entities.set(controller, entity());
        for (int i = 0; i < receipt.recipients().size(); i++) {
            Recipient recipient = receipt.recipients().get(i);
            entities.set(
                    recipientId(i),
                    typed(recipient.isThirdParty() ? "dpv:ThirdParty" : "dpv:DataProcessor")
                            .put("dpv:hasName", recipient.name())
                            .put("consentry:role", recipient.role().wireName()));
        }
        return entities;
    }

    /** Within this document: recipients have no name of their own in the world of the tenant. */
    private String recipientId(int index) {
        return "urn:uuid:" + receipt.id() + "#recipient-" + (index + 1);
    }

    private ObjectNode entity() {
        Contact contact = receipt.controller().contact();
        InformationOfficer officer = receipt.controller().informationOfficer();
        ObjectNode entity = typed("dpv:DataController");
        entity.put("dpv:hasIdentifier", receipt.tenant().value());
        entity.put("dpv:hasName", receipt.controller().legalName());
        entity.put("skos:altLabel", receipt.controller().tradingName());
        putIfKnown(entity, "dpv:hasAddress", contact.physicalAddress());
        entity.set("dpv:hasContact", strings(receipt.withdrawalAddresses()));
        if (officer != null) {
            entity.set(
                    "dpv:hasDataProtectionOfficer",
                    typed("dpv:DataProtectionOfficer")
                            .put("dpv:hasName", officer.name())
                            .put("dpv:hasContact", "mailto:" + officer.email()));
        }
        return entity;
    }

    private ObjectNode process() {
        ObjectNode process = typed("dpv:Process");
        process.set("dpv:hasPurpose", JSON.arrayNode().add(purpose()));
        List<String> data = new ArrayList<>(List.of(personalData(change.channel())));
        if (!receipt.specialCategories().isEmpty()) {
            data.add("dpv:SpecialCategoryPersonalData");
            process.set("consentry:specialCategory", strings(receipt.specialCategories()));
        }
        process.set("dpv:hasPersonalData", strings(data));
        process.set("dpv:hasProcessing", strings(List.of("dpv:Store", "dpv:Use")));
        process.set("dpv:hasDataController", strings(List.of(controller)));
        // All of them: the guide reads a recipient that is not named as one that gets nothing.
        List<String> recipients = new ArrayList<>(List.of(controller));
        for (int i = 0; i < receipt.recipients().size(); i++) {
            recipients.add(recipientId(i));
        }
        process.set("dpv:hasRecipient", strings(recipients));
        process.set("dpv:hasLegalBasis", strings(LegalBases.terms(receipt)));
        process.set(
                "dpv:hasJurisdiction",
                strings(List.of("loc:" + receipt.controller().region())));
        process.put("consentry:channel", receipt.channel());
        process.set(
                "dpv:hasConsentControl",
                JSON.arrayNode()
                        .add(typed("dpv:WithdrawConsent")
                                .set("dpv:isExercisedAt", strings(receipt.withdrawalAddresses()))));
        process.set("dpv:hasConsentStatus", JSON.arrayNode().add(status()));
        return process;
    }

    private ObjectNode purpose() {
        ObjectNode purpose = typed("dpv:Purpose");
        PurposeKey key = change.purpose();
        putIfKnown(purpose, "dct:identifier", key == null ? null : key.value());
        purpose.set("skos:broader", strings(List.of(purposeTerm())));
        purpose.put("skos:prefLabel", receipt.purposeName());
        putIfKnown(purpose, "skos:definition", receipt.purposeDescription());
        return purpose;
    }

    private String purposeTerm() {
        if (receipt.purpose() == null) {
            return "dpv:Purpose";
        }
        return receipt.purpose().dpv() == null
                ? term(receipt.messageClass())
                : receipt.purpose().dpv();
    }

    private static String term(MessageClass messageClass) {
        return switch (messageClass) {
            case MARKETING -> "dpv:DirectMarketing";
            case SERVICE, TRANSACTIONAL -> "dpv:ServiceProvision";
            case AUTHENTICATION -> "dpv:EnforceSecurity";
            case LEGAL -> "dpv:LegalCompliance";
        };
    }

    private static String personalData(@Nullable Channel channel) {
        if (channel == null) {
            return "pd:Contact";
        }
        AddressKind usual = channel.addressKinds().get(0);
        return switch (usual) {
            case EMAIL -> "pd:EmailAddress";
            case PHONE -> "pd:TelephoneNumber";
            default -> "pd:Contact";
        };
    }

    private ObjectNode status() {
        ObjectNode status = typed("dpv:" + receipt.event().status().wireName());
        status.put("dpv:hasIdentifier", receipt.id().toString());
        status.put("consentry:event", receipt.event().wireName());
        status.put("dpv:isIndicatedAtTime", change.occurredAt().toString());
        status.put("dpv:isIndicatedBy", indicatedBy());
        status.put("dpv:hasIndicationMethod", change.method().wireName());
        Instant end = change.validUntil();
        if (receipt.event().status().isValid()) {
            status.set(
                    "dpv:hasDuration",
                    end == null
                            ? typed("dpv:EndlessDuration")
                            : typed("dpv:UntilTimeDuration").put("rdf:value", end.toString()));
        }
        NoticeRef cited = change.notice();
        if (cited != null) {
            status.set("dpv:hasNotice", notice(cited));
        }
        return status;
    }

    private String indicatedBy() {
        return switch (change.actor()) {
            case SUBJECT -> "dpv:DataSubject";
            case AGENT, SYSTEM -> controller;
        };
    }

    private ObjectNode notice(NoticeRef cited) {
        ObjectNode notice = typed("dpv:ConsentNotice");
        notice.put("dpv:hasIdentifier", cited.key());
        notice.put("dct:hasVersion", cited.version());
        if (receipt.notice() != null) {
            notice.set(
                    "spdx:checksum",
                    typed("spdx:Checksum")
                            .put("spdx:algorithm", "spdx:checksumAlgorithm_sha256")
                            .put("spdx:checksumValue", receipt.notice().contentSha256()));
        }
        return notice;
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().set("@type", strings(List.of(type)));
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static void putIfKnown(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}

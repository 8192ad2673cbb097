package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.AddressKey;
import io.consentry.contract.KeyedAddress;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Puts what takes decisions back into the ledger; what is recorded again has the evidence that it had. */
@ApplicationScoped
class RetractionWriter {

    private final LedgerStore ledger;
    private final LedgerWriter writer;

    RetractionWriter(LedgerStore ledger, LedgerWriter writer) {
        this.ledger = ledger;
        this.writer = writer;
    }

    /** Keeps the facts at all addresses of these histories from being changed by others. */
    Uni<Map<AddressKey, ContactFacts>> lockFacts(
            SqlConnection transaction, Tenant tenant, Collection<List<RecordedEvent>> histories) {
        List<KeyedAddress> addresses = histories.stream()
                .flatMap(List::stream)
                .flatMap(recorded -> recorded.event().change().addresses().stream())
                .distinct()
                .toList();
        return writer.lockFacts(transaction, tenant, addresses);
    }

    /**
     * Writes retractions.
     *
     * @param facts of {@link #lockFacts}
     * @param evidenceOf a retraction itself
     */
    Uni<Void> write(
            SqlConnection transaction,
            Tenant tenant,
            Map<AddressKey, ContactFacts> facts,
            List<Retraction> retractions,
            Function<RecordedEvent, Evidence> evidenceOf) {
        List<RecordedEvent> events =
                retractions.stream().flatMap(one -> one.events().stream()).toList();
        Map<UUID, UUID> originals = new HashMap<>();
        retractions.forEach(one -> originals.putAll(one.originals()));
        return ledger.evidences(transaction, tenant.id(), originals.values())
                .map(evidences -> {
                    ProvenEvents proven = new ProvenEvents();
                    events.forEach(recorded ->
                            proven.add(recorded, again(tenant, recorded, originals, evidences, evidenceOf)));
                    return proven;
                })
                .chain(proven -> writer.writeMany(transaction, tenant, proven, LedgerWriter.fold(facts, events)));
    }

    private static Evidence again(
            Tenant tenant,
            RecordedEvent recorded,
            Map<UUID, UUID> originals,
            Map<UUID, byte[]> evidences,
            Function<RecordedEvent, Evidence> evidenceOf) {
        UUID original = originals.get(recorded.id());
        byte[] encrypted = original == null ? null : evidences.get(original);
        return original == null || encrypted == null
                ? evidenceOf.apply(recorded)
                : EvidenceCipher.decrypt(tenant.keys(), original, encrypted);
    }
}

package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.ledger.ImportedRowParser.Parsed;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.subject.Identifier;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectRegister;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records what rows of a list say, some hundred of them in one transaction (capability C10). */
@ApplicationScoped
public class ImportRecorder {

    private final ConsentRequestParser parser;
    private final SubjectStore subjects;
    private final LedgerStore ledger;
    private final LedgerWriter writer;
    private final AliasFacts aliases;
    private final Clock clock;

    ImportRecorder(
            ConsentRequestParser parser,
            SubjectStore subjects,
            LedgerStore ledger,
            LedgerWriter writer,
            AliasFacts aliases,
            Clock clock) {
        this.parser = parser;
        this.subjects = subjects;
        this.ledger = ledger;
        this.writer = writer;
        this.aliases = aliases;
        this.clock = clock;
    }

    /** What came of a row; why, when it is refused. */
    public record RowResult(long line, ImportOutcome outcome, List<Violation> violations) {}

    /** What was recorded of whom. */
    public record RecordedRef(UUID eventId, SubjectId subjectId) {}

    /** What came of the rows, in their order, and what was recorded. */
    public record Recorded(List<RowResult> results, List<RecordedRef> events) {}

    /**
     * Records rows in the running transaction.
     *
     * @param dryRun whether to say what would come of them, and write nothing
     */
    public Uni<Recorded> record(
            SqlConnection transaction,
            Tenant tenant,
            Map<PurposeKey, Purpose> purposes,
            PublishedNotices notices,
            ImportTerms terms,
            List<ImportedRow> rows,
            boolean dryRun) {
        ImportedRowParser rowParser = new ImportedRowParser(parser, tenant, purposes, notices, terms);
        return Uni.createFrom()
                .item(() -> rows.stream().map(rowParser::parse).toList())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(parsed -> aliases.of(transaction, tenant, addresses(parsed))
                        .chain(hashed -> batch(transaction, tenant, named(parsed, tenant), hashed, dryRun))
                        .chain(batch -> {
                            List<RowResult> results =
                                    parsed.stream().map(batch::add).toList();
                            Recorded recorded = new Recorded(results, references(batch));
                            return (dryRun ? Uni.createFrom().voidItem() : write(transaction, tenant, batch))
                                    .replaceWith(recorded);
                        }));
    }

    private static List<RecordedRef> references(ImportBatch batch) {
        return batch.events().events().stream()
                .map(event -> new RecordedRef(event.id(), event.event().change().subjectId()))
                .toList();
    }

    private static List<KeyedAddress> named(List<Parsed> parsed, Tenant tenant) {
        return parsed.stream()
                .flatMap(one -> addresses(one.command(), tenant))
                .distinct()
                .toList();
    }

    private static List<Address> addresses(List<Parsed> parsed) {
        return parsed.stream()
                .map(Parsed::command)
                .filter(Objects::nonNull)
                .flatMap(command -> command.subject().stream())
                .distinct()
                .toList();
    }

    private static Stream<KeyedAddress> addresses(@Nullable RecordConsent command, Tenant tenant) {
        return command == null
                ? Stream.empty()
                : command.subject().stream().map(address -> AddressKeys.keyed(tenant.keys(), address));
    }

    /** Reads people anew once they are locked: somebody may have added to them while the lock was waited for. */
    private Uni<List<Subject>> people(
            SqlConnection transaction, Tenant tenant, List<KeyedAddress> named, boolean dryRun) {
        if (dryRun) {
            return subjects.findByAddress(transaction, tenant.id(), named);
        }
        return subjects.lock(transaction, tenant.id(), named)
                .chain(() -> subjects.findByAddress(transaction, tenant.id(), named))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : subjects.lockSubjects(transaction, tenant.id(), ids(found))
                                .chain(() -> subjects.findByAddress(transaction, tenant.id(), named)));
    }

    /** Goes on, as {@link #write} does, on a thread where the work for many rows holds up no check. */
    private Uni<ImportBatch> batch(
            SqlConnection transaction,
            Tenant tenant,
            List<KeyedAddress> named,
            Map<AddressKey, ContactFacts> hashed,
            boolean dryRun) {
        return people(transaction, tenant, named, dryRun)
                .chain(found -> ledger.people(transaction, tenant.id(), ids(found))
                        .chain(ledgers -> facts(transaction, tenant, addresses(named, found), dryRun)
                                .emitOn(Infrastructure.getDefaultWorkerPool())
                                .map(facts -> new ImportBatch(
                                        tenant,
                                        new SubjectRegister(tenant, found),
                                        ledgers,
                                        facts,
                                        hashed,
                                        clock.instant().truncatedTo(ChronoUnit.MICROS)))));
    }

    private static List<KeyedAddress> addresses(List<KeyedAddress> named, List<Subject> found) {
        return Stream.concat(
                        named.stream(),
                        found.stream()
                                .flatMap(subject -> subject.identifiers().stream())
                                .map(Identifier::address))
                .distinct()
                .toList();
    }

    private Uni<Map<AddressKey, ContactFacts>> facts(
            SqlConnection transaction, Tenant tenant, List<KeyedAddress> addresses, boolean dryRun) {
        return dryRun
                ? writer.readFacts(transaction, tenant, addresses)
                : writer.lockKnownFacts(transaction, tenant, addresses);
    }

    private Uni<Void> write(SqlConnection transaction, Tenant tenant, ImportBatch batch) {
        return subjects.save(transaction, tenant.id(), batch.people())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> writer.writeMany(
                        transaction, tenant, batch.events(), batch.changedFacts(), batch.firstFacts()));
    }

    private static List<SubjectId> ids(List<Subject> found) {
        return found.stream().map(Subject::id).toList();
    }
}

package io.consentry.consent.ledger;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.Term;
import io.consentry.consent.ledger.ConsentView.HistoryAnswer;
import io.consentry.consent.ledger.ConsentView.HistoryEntry;
import io.consentry.consent.ledger.ConsentView.IdentifierView;
import io.consentry.consent.ledger.ConsentView.LookupAnswer;
import io.consentry.consent.ledger.ConsentView.StandingAgreement;
import io.consentry.consent.ledger.ConsentView.StandingConsent;
import io.consentry.consent.ledger.ConsentView.StandingFlag;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectResolver;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.SubjectId;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/subjects}: what is on record about a person. */
@Path("/v1/subjects")
class SubjectResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final PurposeCatalogue purposes;
    private final SubjectResolver resolver;
    private final SubjectStore subjects;
    private final LedgerStore ledger;
    private final Clock clock;

    SubjectResource(
            Caller caller,
            TenantDatabase database,
            PurposeCatalogue purposes,
            SubjectResolver resolver,
            SubjectStore subjects,
            LedgerStore ledger,
            Clock clock) {
        this.caller = caller;
        this.database = database;
        this.purposes = purposes;
        this.resolver = resolver;
        this.subjects = subjects;
        this.ledger = ledger;
        this.clock = clock;
    }

    record LookupRequest(
            @Nullable IdentifierRequest identifier,
            @Nullable Instant at,
            @Nullable Instant knownAt) {}

    @POST
    @Path("/lookup")
    @PermissionsAllowed("consent:read")
    public Uni<LookupAnswer> lookup(LookupRequest request) {
        RefusedException.requireBody(request);
        return caller.tenant().chain(tenant -> {
            Address address = address(request.identifier(), tenant);
            return database.inTransaction(tenant.id(), transaction -> resolver.find(transaction, tenant, address)
                    .map(found -> found.orElseThrow(() -> RefusedException.notFound("subject")))
                    .chain(subject -> lookup(transaction, tenant, subject, request)));
        });
    }

    private Uni<LookupAnswer> lookup(SqlConnection transaction, Tenant tenant, Subject subject, LookupRequest request) {
        Instant now = request.at() == null ? clock.instant() : request.at();
        return purposes.in(transaction, tenant.id()).chain(catalogue -> ledger.entries(
                        transaction, tenant.id(), subject.id())
                .map(entries -> {
                    ContactFacts facts = SubjectConsents.facts(entries, request.at(), request.knownAt());
                    return new LookupAnswer(
                            subject.id().value(),
                            views(subject),
                            facts.consents().stream()
                                    .map(consent -> view(
                                            consent, facts, Term.of(catalogue, consent.purpose(), tenant.zone()), now))
                                    .toList(),
                            facts.flags().stream().map(StandingFlag::of).toList(),
                            facts.agreements().stream()
                                    .map(StandingAgreement::of)
                                    .toList());
                }));
    }

    @GET
    @Path("/{id}/history")
    @PermissionsAllowed("consent:read")
    public Uni<HistoryAnswer> history(@PathParam("id") UUID id) {
        SubjectId subject = new SubjectId(id);
        return caller.tenant()
                .chain(tenant -> database.inTransaction(
                        tenant.id(), transaction -> subjects.find(transaction, tenant.id(), subject)
                                .map(SubjectResource::require)
                                .chain(found -> ledger.entries(transaction, tenant.id(), subject))))
                .map(entries -> new HistoryAnswer(
                        id, entries.stream().map(HistoryEntry::of).toList()));
    }

    private static Subject require(Optional<Subject> found) {
        return found.orElseThrow(() -> RefusedException.notFound("subject"));
    }

    private static Address address(@Nullable IdentifierRequest identifier, Tenant tenant) {
        Violations violations = new Violations();
        violations.require("identifier", identifier);
        Optional<Address> address = identifier == null
                ? Optional.empty()
                : identifier.one("identifier", tenant.settings().defaultPhoneRegion(), violations);
        violations.throwIfAny();
        return address.orElseThrow();
    }

    private static StandingConsent view(ConsentFact consent, ContactFacts facts, Term term, Instant now) {
        return new StandingConsent(
                consent.purpose(),
                consent.channel(),
                SubjectConsents.status(consent, facts, term, now),
                consent.occurredAt(),
                term.endOf(consent, facts).orElse(consent.validUntil()),
                consent.basis(),
                consent.eventId());
    }

    private static List<IdentifierView> views(Subject subject) {
        return subject.identifiers().stream()
                .map(identifier ->
                        new IdentifierView(identifier.address().kind().wireName(), identifier.masked()))
                .toList();
    }
}

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
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.consent.subject.KnownIdentifier;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/subjects}: what is on record about a person. */
@Path("/v1/subjects")
class SubjectResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final PurposeCatalogue purposes;
    private final SubjectStore subjects;
    private final LedgerStore ledger;
    private final Clock clock;

    SubjectResource(
            Caller caller,
            TenantDatabase database,
            PurposeCatalogue purposes,
            SubjectStore subjects,
            LedgerStore ledger,
            Clock clock) {
        this.caller = caller;
        this.database = database;
        this.purposes = purposes;
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
            KeyedAddress keyed = AddressKeys.keyed(tenant.keys(), address);
            return database.inTransaction(tenant.id(), transaction -> subjects.holder(transaction, tenant.id(), keyed)
                    .map(found -> found.orElseThrow(() -> RefusedException.notFound("subject")))
                    .chain(holder -> lookup(transaction, tenant, holder, request)));
        });
    }

    /** Who was merged since, or is no longer, is told of as it was at the time that is asked for. */
    private Uni<LookupAnswer> lookup(
            SqlConnection transaction, Tenant tenant, SubjectId holder, LookupRequest request) {
        return ledger.entriesOfKin(transaction, tenant.id(), holder)
                .map(entries -> SubjectConsents.facts(entries, request.at(), request.knownAt()))
                .chain(facts -> subjects.identifiers(transaction, tenant.id(), facts.idsOf(holder))
                        .chain(identifiers -> purposes.in(transaction, tenant.id())
                                .map(catalogue ->
                                        answer(tenant, catalogue, facts, facts.idsOf(holder), identifiers, request))));
    }

    private LookupAnswer answer(
            Tenant tenant,
            Map<PurposeKey, Purpose> catalogue,
            ContactFacts kin,
            List<SubjectId> ids,
            List<KnownIdentifier> identifiers,
            LookupRequest request) {
        Instant now = request.at() == null ? clock.instant() : request.at();
        ContactFacts person = kin.of(ids);
        return new LookupAnswer(
                ids.get(0).value(),
                identifiers.stream().map(IdentifierView::of).toList(),
                SubjectConsents.lastWords(person).stream()
                        .map(consent ->
                                view(consent, person, Term.of(catalogue, consent.purpose(), tenant.zone()), now))
                        .toList(),
                person.flags().stream().map(StandingFlag::of).toList(),
                person.agreements().stream().map(StandingAgreement::of).toList());
    }

    @GET
    @Path("/{id}/history")
    @PermissionsAllowed("consent:read")
    public Uni<HistoryAnswer> history(@PathParam("id") UUID id) {
        return caller.tenant()
                .chain(tenant -> database.inTransaction(tenant.id(), transaction -> subjects.find(
                                transaction, tenant.id(), new SubjectId(id))
                        .map(SubjectResource::require)
                        .chain(person -> ledger.entries(transaction, tenant.id(), person.id())
                                .map(entries -> new HistoryAnswer(
                                        person.id().value(),
                                        entries.stream().map(HistoryEntry::of).toList())))));
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
}

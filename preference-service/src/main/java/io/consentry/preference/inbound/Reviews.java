package io.consentry.preference.inbound;

import io.consentry.contract.Actor;
import io.consentry.contract.ProblemType;
import io.consentry.kit.flow.Each;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.listing.ListCursor;
import io.consentry.preference.listing.ListPage;
import io.consentry.preference.listing.PageRequest;
import io.consentry.preference.unsubscribe.OptOuts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What people decide of messages that were not clear. */
@ApplicationScoped
class Reviews {

    static final String NOT_AN_OPT_OUT = "not_an_opt_out";

    private final ReviewStore store;
    private final OptOuts optOuts;

    Reviews(ReviewStore store, OptOuts optOuts) {
        this.store = store;
        this.optOuts = optOuts;
    }

    Uni<ListPage<Review>> undecided(Tenant tenant, PageRequest page) {
        return optOuts.inTransaction(tenant.id(), transaction -> store.undecided(transaction, tenant, page))
                .map(found ->
                        ListPage.of(found, page.limit(), review -> new ListCursor(review.receivedAt(), review.id())));
    }

    /** Decides, once: the opt-out that holds stays, or is undone. */
    Uni<Void> decide(Tenant tenant, UUID id, String decision, String by) {
        return optOuts.inTransaction(tenant.id(), transaction -> store.lock(transaction, tenant, id)
                .chain(found -> decide(
                        transaction,
                        tenant,
                        found.orElseThrow(() -> RefusedException.notFound("review")),
                        decision,
                        by)));
    }

    private Uni<Void> decide(SqlConnection transaction, Tenant tenant, Review review, String decision, String by) {
        if (decision.equals(review.decision())) {
            return Uni.createFrom().voidItem();
        }
        if (review.decision() != null) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "The review was decided otherwise.",
                    List.of(new Violation("decision", "decided", "was decided otherwise")));
        }
        Uni<Void> stored = store.decide(transaction, tenant, review.id(), decision, by);
        return decision.equals(NOT_AN_OPT_OUT)
                ? stored.chain(() -> Each.inOrder(
                        review.optOuts(), optOut -> optOuts.undo(transaction, tenant.id(), optOut, Actor.AGENT)))
                : stored;
    }
}

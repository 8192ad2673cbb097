package io.consentry.consent.check;

import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** {@code POST /v1/check}: may this be sent to this person now? */
@Path("/v1/check")
class CheckResource {

    private final Caller caller;
    private final PurposeCatalogue purposes;
    private final CheckRequestParser parser;
    private final Checker checker;
    private final CheckMetrics metrics;

    CheckResource(
            Caller caller,
            PurposeCatalogue purposes,
            CheckRequestParser parser,
            Checker checker,
            CheckMetrics metrics) {
        this.caller = caller;
        this.purposes = purposes;
        this.parser = parser;
        this.checker = checker;
        this.metrics = metrics;
    }

    @POST
    @PermissionsAllowed("consent:check")
    public Uni<CheckAnswer> check(CheckRequest request) {
        long began = System.nanoTime();
        RefusedException.requireBody(request);
        return caller.tenant().chain(tenant -> purposes.of(tenant.id()).chain(catalogue -> {
            Violations violations = new Violations();
            Consistency consistency = Consistency.parse(request.consistency(), violations);
            List<AskedCheck> questions = parser.parse(request, tenant, catalogue, violations);
            violations.throwIfAny();
            return checker.check(tenant, questions, consistency).invoke(answer -> metrics.answered(began));
        }));
    }
}

package io.consentry.e2e.resilience;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.e2e.TenantApi;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is left of the opt-outs of a crowd once everything runs again. */
final class Aftermath {

    private static final Duration RECOVERY_MAX = Duration.ofMinutes(3);

    private final Cluster cluster;
    private final TenantApi tenant;
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final Queue<String> doubled = new ConcurrentLinkedQueue<>();
    private final Queue<String> disagreeing = new ConcurrentLinkedQueue<>();

    Aftermath(Cluster cluster) {
        this.cluster = cluster;
        this.tenant = cluster.tenant();
    }

    /**
     * Waits until everybody is ready, all events are out, and somebody who did not opt out is allowed again, so that a deny means
     * something.
     */
    void awaitRecovery(String control) {
        cluster.awaitAllReady();
        await().atMost(RECOVERY_MAX).ignoreExceptions().until(() -> outboxesAreEmpty() && isAllowed(control));
    }

    private boolean outboxesAreEmpty() throws SQLException {
        for (String service : Cluster.SERVICES) {
            if (count(service, "outbox") > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isAllowed(String email) {
        return tenant.check(email).path("decision").asText().equals("allow");
    }

    /** Looks each of them up: in the check, on the list, and, unless its own database was restored, in the ledger. */
    void lookUp(Crowd crowd) {
        List<String> emails =
                crowd.acknowledged().stream().map(Crowd.Acknowledged::email).toList();
        Map<String, String> decisions = new HashMap<>();
        for (List<String> some : Crowd.batches(emails)) {
            List<JsonNode> results = tenant.check(some);
            for (int i = 0; i < some.size(); i++) {
                decisions.put(some.get(i), results.get(i).path("decisionId").asText());
                if (!results.get(i).path("decision").asText().equals("deny")) {
                    lost.add(some.get(i));
                }
            }
        }
        Crowd.each(emails, email -> {
            expectOne(email, awaitEntries(email));
            if (!crowd.byApi().contains(email)) {
                expectOne(email, withdrawals(email));
            }
            String decision = Objects.requireNonNull(decisions.get(email));
            if (!tenant.explain(decision).path("agrees").asBoolean()) {
                disagreeing.add(email);
            }
        });
    }

    private int awaitEntries(String email) {
        List<JsonNode> entries = new ArrayList<>();
        await().atMost(RECOVERY_MAX).until(() -> {
            entries.clear();
            entries.addAll(tenant.suppressions(email));
            return !entries.isEmpty();
        });
        return entries.size();
    }

    private int withdrawals(String email) {
        return (int) tenant.history(email).stream()
                .filter(event -> event.path("status").asText().equals("ConsentWithdrawn"))
                .count();
    }

    private void expectOne(String email, int found) {
        if (found != 1) {
            (found == 0 ? lost : doubled).add(email);
        }
    }

    /** Those whose opt-out is missing in the check, in the ledger or on the list. */
    long lost() {
        return lost.stream().distinct().count();
    }

    /** Those who have it twice in the ledger or on the list. */
    long doubled() {
        return doubled.stream().distinct().count();
    }

    /** Those for whom a fold of the ledger decides otherwise than the projection did. */
    long disagreeing() {
        return disagreeing.size();
    }

    /** Events that could not be applied, in all services. */
    long parked() throws SQLException {
        long parked = 0;
        for (String service : Cluster.SERVICES) {
            parked += count(service, "parked_event");
        }
        return parked;
    }

    private long count(String service, String table) throws SQLException {
        try (Connection connection = cluster.database(service);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

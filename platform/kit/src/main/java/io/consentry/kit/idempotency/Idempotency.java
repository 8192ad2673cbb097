package io.consentry.kit.idempotency;

import io.consentry.contract.ProblemType;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the first answer again when a client repeats a request with the same {@code Idempotency-Key} (rule E-10). The answer is
 * stored in the transaction of the effect: there is never one without the other. Keys are kept per tenant, client and route.
 */
@ApplicationScoped
public class Idempotency {

    private static final int KEY_LENGTH_MAX = 200;

    private final Clock clock;

    Idempotency(Clock clock) {
        this.clock = clock;
    }

    /**
     * Does the work unless it was done before.
     *
     * @param transaction scoped to the tenant
     * @param key the header's value; null when the client sent none, and then the work is simply done
     * @param request what was asked; the same key with another request is refused
     */
    public Uni<StoredAnswer> once(
            SqlConnection transaction,
            Tenant tenant,
            Slot slot,
            @Nullable String key,
            Object request,
            Supplier<Uni<StoredAnswer>> work) {
        if (key == null) {
            return work.get();
        }
        requireUsable(key);
        byte[] mac = tenant.keys().mac(EventJson.write(request).getBytes(StandardCharsets.UTF_8));
        Tuple id = Tuple.of(tenant.id().value(), slot.clientId(), slot.route(), key);
        return lock(transaction, id)
                .chain(() -> find(transaction, id))
                .chain(found -> found == null
                        ? work.get().call(answer -> store(transaction, id, mac, answer))
                        : Uni.createFrom().item(replay(found, mac)));
    }

    /** Where a key counts: for one client on one route. */
    public record Slot(String clientId, String route) {}

    private static void requireUsable(String key) {
        if (key.isBlank() || key.length() > KEY_LENGTH_MAX) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "The idempotency key cannot be used.",
                    List.of(new Violation(
                            "Idempotency-Key", "length", "must have 1 to " + KEY_LENGTH_MAX + " characters")));
        }
    }

    private static Uni<Void> lock(SqlConnection transaction, Tuple id) {
        return transaction
                .preparedQuery(
                        "select pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2 || ' ' || $3 || ' ' || $4, 0))")
                .execute(id)
                .invoke(rows -> {
                    if (!rows.iterator().next().getBoolean(0)) {
                        throw new RefusedException(
                                ProblemType.REQUEST_IN_FLIGHT, "Wait for the first request's answer, then repeat.");
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<@Nullable Row> find(SqlConnection transaction, Tuple id) {
        return transaction
                .preparedQuery("""
                        select request_mac, status, body from idempotency
                         where tenant_id = $1 and client_id = $2 and route = $3 and key = $4""")
                .execute(id)
                .map(rows -> rows.iterator().hasNext() ? rows.iterator().next() : null);
    }

    private static StoredAnswer replay(Row found, byte[] mac) {
        if (!Arrays.equals(found.getBuffer(0).getBytes(), mac)) {
            throw new RefusedException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "Use a new key for a new request.",
                    List.of(new Violation("Idempotency-Key", "reused", "belongs to an earlier, different request")));
        }
        return new StoredAnswer(found.getInteger(1), found.getString(2));
    }

    private Uni<Void> store(SqlConnection transaction, Tuple id, byte[] mac, StoredAnswer answer) {
        return transaction
                .preparedQuery("""
                        insert into idempotency (tenant_id, client_id, route, key, request_mac, status, body, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""")
                .execute(Tuple.from(new Object[] {
                    id.getValue(0),
                    id.getValue(1),
                    id.getValue(2),
                    id.getValue(3),
                    Buffer.buffer(mac),
                    answer.status(),
                    answer.body(),
                    clock.instant().atOffset(ZoneOffset.UTC)
                }))
                .replaceWithVoid();
    }
}

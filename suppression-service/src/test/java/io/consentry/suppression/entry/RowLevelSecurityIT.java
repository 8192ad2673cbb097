package io.consentry.suppression.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.contract.TenantId;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.servers.test.ServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The database itself keeps tenants apart, also from a query that forgets to. */
@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class RowLevelSecurityIT {

    private static final TenantId OURS = new TenantId("rls-ours");
    private static final TenantId THEIRS = new TenantId("rls-theirs");

    private static final String INSERT = """
            insert into suppression_entry (tenant_id, id, address_kind, address_key, reason, origin, since, recorded_at, masked)
            values ($1, $2, 'email', 'k', 'manual', 'tenant', now(), now(), 'm')""";

    @Inject
    TenantDatabase database;

    @Inject
    Pool pool;

    @Test
    void anotherTenantsRowsAreInvisibleAndCannotBeChanged() {
        // Given
        UUID id = UUID.randomUUID();
        as(THEIRS, connection -> insert(connection, THEIRS, id));

        // When
        int seenByThem = as(THEIRS, connection -> count(connection, id));
        int seenByUs = as(OURS, connection -> count(connection, id));
        int changedByUs = as(OURS, connection -> changed(connection, id));
        int seenByNobody = await(pool.withTransaction(connection -> count(connection, id)));

        // Then
        assertThat(seenByThem).isEqualTo(1);
        assertThat(seenByUs).isZero();
        assertThat(changedByUs).isZero();
        assertThat(seenByNobody).isZero();
    }

    @Test
    void noRowCanBeInsertedForAnotherTenant() {
        assertThatThrownBy(() -> as(OURS, connection -> insert(connection, THEIRS, UUID.randomUUID())))
                .hasMessageContaining("row-level security");
    }

    @Test
    void nothingCanBeDeletedOrRewritten() {
        assertThatThrownBy(() -> as(OURS, connection -> connection
                        .query("delete from suppression_entry")
                        .execute()))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> as(OURS, connection -> connection
                        .query("update suppression_entry set reason = 'manual'")
                        .execute()))
                .hasMessageContaining("permission denied");
    }

    private static Uni<RowSet<Row>> insert(SqlConnection connection, TenantId tenant, UUID id) {
        return connection.preparedQuery(INSERT).execute(Tuple.of(tenant.value(), id));
    }

    private static Uni<Integer> count(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery("select 1 from suppression_entry where id = $1")
                .execute(Tuple.of(id))
                .map(RowSet::size);
    }

    private static Uni<Integer> changed(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery("update suppression_entry set masked = 'x' where id = $1")
                .execute(Tuple.of(id))
                .map(RowSet::rowCount);
    }

    private <T> T as(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return await(database.inTransaction(tenant, work));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(10));
    }
}

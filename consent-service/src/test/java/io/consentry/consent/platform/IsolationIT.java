package io.consentry.consent.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.consent.testing.ConsentApi;
import io.consentry.consent.testing.ServiceDatabase;
import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IsolationIT extends WithServers {

    @Test
    void everyTableWithTenantDataHasForcedRowLevelSecurity() throws Exception {
        try (ServiceDatabase database = ServiceDatabase.asOwner()) {
            assertThat(tables(database, """
                            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where n.nspname = 'public' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)
                               and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')""")).isEmpty();
        }
    }

    @Test
    void theServicesOwnRoleNeitherReadsNorWritesAcrossTenants() throws Exception {
        acme.record("thandi@example.org", "grant").statusCode(201);
        ConsentApi globex = ConsentApi.newTenant(issuer);
        List<String> tenantTables;
        try (ServiceDatabase owner = ServiceDatabase.asOwner()) {
            tenantTables = tables(
                    owner,
                    "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'");
        }
        assertThat(tenantTables).contains("ledger_event", "subject", "contact_facts", "tenant", "outbox");
        try (ServiceDatabase intruder = ServiceDatabase.asService(globex.tenant())) {
            for (String table : tenantTables) {
                if (!table.equals("outbox")) {
                    assertThat(intruder.count(table + " where tenant_id = '" + acme.tenant() + "'"))
                            .as(table)
                            .isZero();
                }
            }
            assertThatThrownBy(() -> intruder.run("insert into subject (tenant_id, subject_id, created_at) values ('"
                            + acme.tenant() + "', gen_random_uuid(), now())"))
                    .hasMessageContaining("row-level security");
            assertThat(intruder.run("update contact_facts set facts = '{}' where tenant_id = '" + acme.tenant() + "'"))
                    .isZero();
        }
    }

    @Test
    void theLedgerTakesNeitherUpdateNorDeleteNorTruncate() throws Exception {
        acme.record("thandi@example.org", "grant").statusCode(201);
        try (ServiceDatabase service = ServiceDatabase.asService(acme.tenant());
                ServiceDatabase owner = ServiceDatabase.asOwner()) {
            for (String change : List.of(
                    "update ledger_event set payload = ''", "delete from ledger_event", "truncate ledger_event")) {
                assertThatThrownBy(() -> service.run(change)).as(change).hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> owner.run("truncate ledger_event cascade")).hasMessageContaining("append-only");
        }
    }

    @Test
    void noAddressStandsInTheDatabase() throws Exception {
        acme.record("very.special.person@example.org", "grant").statusCode(201);
        try (ServiceDatabase service = ServiceDatabase.asService(acme.tenant());
                ServiceDatabase owner = ServiceDatabase.asOwner()) {
            List<String> found = new ArrayList<>();
            for (String table : tables(owner, "select tablename from pg_tables where schemaname = 'public'")) {
                if (!table.equals("flyway_schema_history") && !table.equals("outbox")) {
                    found.addAll(tables(
                            service,
                            "select '" + table + "' from " + table + " t where t::text like '%very.special.person%'"));
                }
            }
            assertThat(found).isEmpty();
        }
    }

    private static List<String> tables(ServiceDatabase database, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}

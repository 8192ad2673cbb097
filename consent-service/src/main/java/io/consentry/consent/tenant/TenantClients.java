package io.consentry.consent.tenant;

import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Where a tenant's access lives: its clients and its first console user. */
interface TenantClients {

    /** What a tenant signs in with. Never printed. */
    record Credentials(Map<String, Client> clients, Console console) {

        record Client(String id, String secret, String scopes) {

            @Override
            public String toString() {
                return "Client[" + id + "]";
            }
        }

        record Console(String user, String password) {

            @Override
            public String toString() {
                return "Console[" + user + "]";
            }
        }
    }

    /** Makes what is missing and answers with all of it; a repeat changes nothing but the console user's password. */
    Uni<Credentials> provide(TenantId tenant);
}

package io.consentry.consent.testing;

import io.consentry.servers.TestIssuer;
import io.consentry.servers.test.ServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test on real PostgreSQL, Kafka and tokens, with a new tenant and neighbours that are alive. */
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "consent"))
public abstract class WithServers {

    protected final TestIssuer issuer = TestIssuer.running();
    protected Neighbours neighbours;
    protected ConsentApi acme;

    /** A setting as the service sees it. */
    protected static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    @BeforeEach
    void openShop() {
        neighbours = new Neighbours(setting("consentry.kafka.bootstrap"));
        acme = ConsentApi.newTenant(issuer);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> acme.check("nobody@example.org")
                .body("ageMs", Matchers.notNullValue()));
    }

    @AfterEach
    void closeNeighbours() {
        neighbours.close();
    }
}

package io.consentry.suppression;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.servers.test.MetricsCatalogue;
import io.consentry.servers.test.ServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed catalogue is what the service exports; {@code -Dcontract.accept=true} rewrites it. */
@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "service", value = "suppression"))
class MetricsIT {

    private static final Path COMMITTED = Path.of("metrics.txt");

    @Test
    void theCommittedCatalogueIsWhatTheServiceExports() throws IOException {
        String exported = MetricsCatalogue.of(metrics());
        if (Boolean.getBoolean("contract.accept")) {
            Files.writeString(COMMITTED, exported);
        }

        assertThat(COMMITTED).hasContent(exported);
    }

    private static String metrics() {
        return given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replace(",}", "}");
    }
}

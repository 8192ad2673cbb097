package io.consentry.consent.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.testing.WithServers;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiIT extends WithServers {

    private static final Path COMMITTED = Path.of("openapi.yaml");

    @Test
    void committedDocumentIsWhatTheServiceServes() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("contract.accept")) {
            Files.writeString(COMMITTED, served);
        }

        assertThat(COMMITTED).hasContent(served);
    }
}

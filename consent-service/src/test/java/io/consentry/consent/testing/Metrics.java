package io.consentry.consent.testing;

import static io.restassured.RestAssured.given;

/** What the service under test says at {@code /q/metrics}, without the comma behind a sample's last label. */
public record Metrics(String text) {

    public static Metrics read() {
        return new Metrics(given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replace(",}", "}"));
    }

    /** The value of a sample, as {@code name} or {@code name{label="value"}}; fails when it is not there. */
    public double value(String sample) {
        return text.lines()
                .filter(line -> line.startsWith(sample + " "))
                .map(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample " + sample + " in " + text));
    }
}

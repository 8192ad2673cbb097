package io.consentry.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.bench.contacts.Recipients;
import io.consentry.bench.load.HttpConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Looks whether the answers that are counted are right: who has consented is not denied. */
final class Probe {

    private static final int RECIPIENTS = 100;

    private Probe() {}

    /** Outside the hours for marketing a check is deferred, which takes all that an allow takes. */
    static void requireConsented(Sitting sitting) throws IOException {
        String body = CheckBody.of(RECIPIENTS);
        long contacts = sitting.recipients();
        for (int i = 0; i < RECIPIENTS; i++) {
            long number = ThreadLocalRandom.current().nextLong(contacts);
            body = body.replaceFirst(Recipients.SLOT, Recipients.email(number));
        }
        List<String> denied = new ArrayList<>();
        try (HttpConnection connection =
                HttpConnection.open(sitting.platform().description().port("consent"))) {
            String token = sitting.platform().tokens().of("campaigns");
            String answer = connection
                    .postJson(CheckBody.PATH, token, body)
                    .requireGood()
                    .body();
            for (JsonNode result : new ObjectMapper().readTree(answer).path("results")) {
                if (result.path("decision").asText().equals("deny")) {
                    denied.add(result.path("reasons").toString());
                }
            }
        }
        if (!denied.isEmpty()) {
            throw new IOException(denied.size() + " of " + RECIPIENTS + " who have consented are denied, for "
                    + denied.get(0) + "; contacts that an older version loaded go with -Dbench.fresh=true");
        }
    }
}

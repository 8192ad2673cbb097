package io.consentry.bench.measure;

import io.consentry.bench.contacts.Recipients;
import io.consentry.bench.load.HttpConnection;
import io.consentry.bench.load.Template;
import java.io.IOException;
import java.util.Collections;

/** The requests to {@code POST /v1/check}: whether offers may be sent by e-mail, on the strictest consistency. */
final class CheckBody {

    static final String PATH = "/v1/check";

    private static final String ONE = "{\"recipient\":{\"email\":\"" + Recipients.SLOT
            + "\"},\"channel\":\"email\",\"purpose\":\"offers\",\"messageClass\":\"marketing\"}";

    private CheckBody() {}

    /** A body with so many checks, each with a slot for its recipient. */
    static String of(int checks) {
        return "{\"checks\":[" + String.join(",", Collections.nCopies(checks, ONE)) + "],\"consistency\":\"strong\"}";
    }

    /** The whole request, with a token that outlives a run. */
    static Template request(Sitting sitting, int checks) throws IOException {
        String token = sitting.platform().tokens().of("campaigns");
        return Template.post(PATH, HttpConnection.jsonHeaders(token), of(checks));
    }
}

package io.consentry.bench.measure;

import io.consentry.bench.load.HttpConnection;
import io.consentry.bench.load.Numbers;
import io.consentry.bench.load.Template;
import java.io.IOException;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Consents of people who were never seen before, in this sitting or an earlier one. */
final class NewcomerRequests {

    private static final String BODY = """
            {"subject":{"email":"%s-#########@bench.example"},\
            "decisions":[{"purpose":"offers","channel":"email","action":"grant"}],\
            "evidence":{"method":"subscription_form","affirmativeAction":"ticked_box","actor":"subject",\
            "source":"https://shop.example/signup","wording":"Yes, send me offers by e-mail","locale":"en-ZA"}}""";

    private final Sitting sitting;
    private final String prefix = "new" + Long.toString(System.currentTimeMillis(), 36);
    private final LongSupplier numbers = Numbers.from(0);

    NewcomerRequests(Sitting sitting) {
        this.sitting = sitting;
    }

    /** A request with a token that outlives a run. */
    Template template() throws IOException {
        String token = sitting.platform().tokens().of("backoffice");
        return Template.post("/v1/consents", HttpConnection.jsonHeaders(token), BODY.formatted(prefix));
    }

    /** Never the same twice. */
    LongSupplier numbers() {
        return numbers;
    }

    /** The address of the one who got a number. */
    String email(long number) {
        return String.format(Locale.ROOT, "%s-%09d@bench.example", prefix, number);
    }
}

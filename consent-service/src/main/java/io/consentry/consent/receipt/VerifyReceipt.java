package io.consentry.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code deploy/receipt-verify receipt.jws jwks.json}: says whether a receipt is genuine. Needs no network and no service. */
public final class VerifyReceipt {

    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int UNUSABLE = 2;
    private static final long FILE_BYTES_MAX = 1_000_000;

    private VerifyReceipt() {}

    /** Exits with 0 for a genuine receipt, 1 for any other, 2 when it cannot say. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 2) {
            err.println("usage: receipt-verify <receipt.jws> <jwks.json>");
            return UNUSABLE;
        }
        try {
            return report(ReceiptVerifier.verify(read(arguments.get(0)), read(arguments.get(1))), out);
        } catch (IOException e) {
            err.println("cannot read " + e.getMessage());
            return UNUSABLE;
        }
    }

    private static int report(ReceiptVerifier.Finding finding, PrintStream out) {
        if (finding instanceof ReceiptVerifier.Finding.Valid valid) {
            out.println("valid");
            valid.document().path("dpv:hasEntity").fields().forEachRemaining(entity -> {
                line(out, "controller", entity.getKey());
                line(out, "name", entity.getValue().path("dpv:hasName").asText());
            });
            line(out, "key", valid.kid());
            line(out, "receipt", valid.document().path("dpv:hasIdentifier").asText());
            line(out, "recorded", valid.document().path("dct:created").asText());
            JsonNode process = valid.document().path("dpv:hasProcess").path(0);
            line(out, "status", process.at("/dpv:hasConsentStatus/0/@type/0").asText());
            line(out, "purpose", process.at("/dpv:hasPurpose/0/skos:prefLabel").asText());
            line(out, "channel", process.path("consentry:channel").asText());
            return VALID;
        }
        out.println("invalid: " + ((ReceiptVerifier.Finding.Invalid) finding).reason());
        return INVALID;
    }

    /** What is signed may hold anything: nothing of it may steer a terminal. */
    private static void line(PrintStream out, String name, String value) {
        out.println(name + ": " + value.replaceAll("\\p{Cntrl}", "?"));
    }

    private static String read(String name) throws IOException {
        Path file = Path.of(name);
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException(name + ": larger than " + FILE_BYTES_MAX + " bytes");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

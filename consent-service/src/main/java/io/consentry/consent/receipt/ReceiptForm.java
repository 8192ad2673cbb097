package io.consentry.consent.receipt;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The forms of a receipt, the one first that is given to whoever takes any. */
enum ReceiptForm {
    /** Kantara's Consent Receipt 1.1. */
    KANTARA(MediaType.APPLICATION_JSON),
    /** ISO/IEC TS 27560 as JSON-LD 1.1. */
    ISO_27560(ReceiptForm.JSON_LD),
    /** The same document as a compact JWS (RFC 7515 section 9.2.1). */
    SIGNED(ReceiptForm.JOSE);

    static final String JSON_LD = "application/ld+json";
    static final String JOSE = "application/jose";

    private final MediaType mediaType;

    ReceiptForm(String mediaType) {
        this.mediaType = MediaType.valueOf(mediaType);
    }

    MediaType mediaType() {
        return mediaType;
    }

    /** @param accepted what the caller takes, best first */
    static Optional<ReceiptForm> best(List<MediaType> accepted) {
        return accepted.stream()
                .flatMap(wanted -> Arrays.stream(values()).filter(form -> form.mediaType.isCompatible(wanted)))
                .findFirst();
    }
}

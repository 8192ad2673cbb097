package io.consentry.suppression.entry;

import io.consentry.contract.SuppressionReason;
import java.util.Optional;

/** Whether a tenant's request may lift an entry (capability S3). */
final class ReleaseRule {

    private ReleaseRule() {}

    /** The rule that forbids it; empty when it is allowed. */
    static Optional<String> refusal(SuppressionReason reason) {
        return Optional.ofNullable(
                switch (reason) {
                    case OPT_OUT ->
                        "S3: only the person's own later, evidenced act lifts an opt-out, and only in its scope; record their grant with POST /v1/consents.";
                    case COMPLAINT -> "S3: a complaint stands; not even a new consent lifts it.";
                    case LEGAL -> "S3: a legal suppression stands; no request lifts it.";
                    case ERASED -> "S3: the person's data was erased; the entry keeps it from coming back.";
                    case REGISTRY -> "S3: only the registry's own answer lifts a registry entry.";
                    case MANUAL, WRONG_PERSON, HARD_BOUNCE, SOFT_BOUNCE -> null;
                });
    }
}

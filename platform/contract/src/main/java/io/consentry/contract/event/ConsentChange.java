package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every consent event says: about whom, for what, how and when.
 *
 * @param subjectId the data subject
 * @param purpose the purpose; null means all purposes, which only an opt-out can say
 * @param channel the channel; null means all channels, which only an opt-out can say
 * @param addresses the addresses that it covers, keyed
 * @param occurredAt when the person acted (valid time)
 * @param recordedAt when the ledger took it in (recorded time)
 * @param actor who acted
 * @param method how it reached the tenant
 * @param notice what was shown; null when nothing was, as with an opt-out
 * @param validUntil when a grant ends by itself; null when it does not, or for anything but a grant
 * @param cause the event, of this ledger or of preference-service, that led to this one; null when a request did
 * @param basis what a grant rests on in the place of consent; null for consent, and for anything but a grant
 * @param source where the person acted, as a site's name or a short text that names nobody (rule A-20); null when that is not known, or
 *     cannot be told so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentChange(
        SubjectId subjectId,
        @Nullable PurposeKey purpose,
        @Nullable Channel channel,
        List<KeyedAddress> addresses,
        Instant occurredAt,
        Instant recordedAt,
        Actor actor,
        CaptureMethod method,
        @Nullable NoticeRef notice,
        @Nullable Instant validUntil,
        @Nullable UUID cause,
        @Nullable ConsentBasis basis,
        @Nullable String source) {

    public ConsentChange {
        requireNonNull(subjectId, "subjectId");
        addresses = List.copyOf(addresses);
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(recordedAt, "recordedAt");
        requireNonNull(actor, "actor");
        requireNonNull(method, "method");
    }

    /** One that does not say where the person acted. */
    public ConsentChange(
            SubjectId subjectId,
            @Nullable PurposeKey purpose,
            @Nullable Channel channel,
            List<KeyedAddress> addresses,
            Instant occurredAt,
            Instant recordedAt,
            Actor actor,
            CaptureMethod method,
            @Nullable NoticeRef notice,
            @Nullable Instant validUntil,
            @Nullable UUID cause,
            @Nullable ConsentBasis basis) {
        this(
                subjectId,
                purpose,
                channel,
                addresses,
                occurredAt,
                recordedAt,
                actor,
                method,
                notice,
                validUntil,
                cause,
                basis,
                null);
    }

    /** Whether it is the person's own evidenced act: only that lifts an opt-out (capability S3), and buying something is none. */
    @JsonIgnore
    public boolean isOwnAct() {
        return basis == null && actor == Actor.SUBJECT && method.showsOwnAct();
    }
}

package io.consentry.consent.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.consent.ledger.RecordingStore.Proven;
import io.consentry.contract.SubjectId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/recordings/retention}: what a tenant asks before it purges recordings (requirement 000-28). */
@Path("/v1/recordings/retention")
class RecordingResource {

    private static final int RECORDINGS_MAX = 1_000;
    private static final int REFERENCE_LENGTH_MAX = 2_000;

    private final Caller caller;
    private final TenantDatabase database;
    private final RecordingStore recordings;
    private final LedgerStore ledger;
    private final Clock clock;

    RecordingResource(
            Caller caller, TenantDatabase database, RecordingStore recordings, LedgerStore ledger, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.recordings = recordings;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param recordings the tenant's references, as {@code evidence.recordingRef} names them; at most {@value #RECORDINGS_MAX} */
    record RetentionRequest(@Nullable List<@Nullable String> recordings) {

        @Override
        public String toString() {
            return "RetentionRequest[redacted]";
        }
    }

    /** @param recordings in the order of the request */
    record RetentionAnswer(List<Retention> recordings) {}

    /**
     * @param index of the recording in the request
     * @param keep whether it is of the class of consent evidence, and must not be purged
     * @param keepUntil the end of that; absent while a decision stands on it, and where nothing is to be kept
     * @param sha256 what the recording is to hash to, as the latest evidence says; absent where nothing is to be kept, or known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Retention(
            int index,
            boolean keep,
            @Nullable Instant keepUntil,
            @Nullable String sha256,
            List<UUID> eventIds) {}

    @POST
    @PermissionsAllowed("consent:read")
    @Operation(summary = "Which recordings prove a decision, and until when they must be kept")
    public Uni<RetentionAnswer> retention(RetentionRequest request) {
        List<String> references = references(RefusedException.requireBody(request));
        return caller.tenant()
                .chain(tenant ->
                        database.inTransaction(tenant.id(), transaction -> retention(transaction, tenant, references)));
    }

    private static List<String> references(RetentionRequest request) {
        Violations violations = new Violations();
        List<@Nullable String> given = request.recordings() == null ? List.of() : request.recordings();
        if (given.isEmpty() || given.size() > RECORDINGS_MAX) {
            violations.add("recordings", "count", "needs 1 to " + RECORDINGS_MAX + " references");
        }
        for (int i = 0; i < given.size() && violations.isEmpty(); i++) {
            violations.require("recordings[" + i + "]", given.get(i));
            violations.requireAtMost("recordings[" + i + "]", given.get(i), REFERENCE_LENGTH_MAX);
        }
        violations.throwIfAny();
        return given.stream().map(String::valueOf).toList();
    }

    private Uni<RetentionAnswer> retention(SqlConnection transaction, Tenant tenant, List<String> references) {
        List<String> keys = references.stream()
                .map(reference -> RecordingStore.key(tenant.keys(), reference))
                .toList();
        return recordings.find(transaction, tenant, keys).chain(proven -> ledger.histories(
                        transaction,
                        tenant.id(),
                        proven.stream().map(Proven::subjectId).distinct().toList())
                .map(histories -> answer(tenant, keys, proven, histories)));
    }

    private RetentionAnswer answer(
            Tenant tenant, List<String> keys, List<Proven> proven, Map<SubjectId, List<RecordedEvent>> histories) {
        Instant now = clock.instant();
        List<Retention> answers = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            List<Proven> own =
                    proven.stream().filter(one -> one.key().equals(key)).toList();
            answers.add(retention(tenant, i, own, histories, now));
        }
        return new RetentionAnswer(List.copyOf(answers));
    }

    /** Of several decisions that one recording proves, the one that lasts longest counts. */
    private static Retention retention(
            Tenant tenant, int index, List<Proven> proven, Map<SubjectId, List<RecordedEvent>> histories, Instant now) {
        List<Optional<Instant>> ends = proven.stream()
                .map(one -> RecordingRetention.until(
                        histories.getOrDefault(one.subjectId(), List.of()), one.eventId(), tenant.zone()))
                .toList();
        boolean stands = ends.stream().anyMatch(Optional::isEmpty);
        Optional<Instant> last = ends.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
        boolean keep = stands || last.filter(now::isBefore).isPresent();
        return new Retention(
                index,
                keep,
                keep && !stands ? last.orElse(null) : null,
                keep ? proven.get(proven.size() - 1).sha256() : null,
                keep ? proven.stream().map(Proven::eventId).toList() : List.of());
    }
}

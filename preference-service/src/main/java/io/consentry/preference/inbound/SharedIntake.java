package io.consentry.preference.inbound;

import io.consentry.contract.AddressKey;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.preference.inbound.word.StopWords;
import io.consentry.preference.inbound.word.Verdict;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Decides whom a message to a shared number is to (rule D-14): the one tenant that has, or may have, sent to the person from it in the
 * window, where there is exactly one; else all who send from it. One that tells nothing of its messages may have sent. Where it is
 * to all, whatever may ask to stop is an opt-out at each; no tenant reads the message or confirms it, so that none learns of the others,
 * nor the person of those who never wrote.
 */
@ApplicationScoped
class SharedIntake {

    private final TenantDirectory tenants;
    private final TenantDatabase database;
    private final SentStore sent;
    private final InboundSettingsStore settings;
    private final Intake intake;
    private final SharedConfig config;
    private final Clock clock;

    SharedIntake(
            TenantDirectory tenants,
            TenantDatabase database,
            SentStore sent,
            InboundSettingsStore settings,
            Intake intake,
            SharedConfig config,
            Clock clock) {
        this.tenants = tenants;
        this.database = database;
        this.sent = sent;
        this.settings = settings;
        this.intake = intake;
        this.config = config;
        this.clock = clock;
    }

    /** Makes it durable at each tenant that it is to, and answers the writes to wait for. */
    Uni<List<ConsistencyToken>> take(SharedSender sender, InboundMessage message) {
        return inOrder(sender.tenants(), this::known)
                .chain(all -> inOrder(all, tenant -> mayHaveSent(tenant, sender, message)
                                .map(has -> has ? List.of(tenant) : List.<Tenant>of()))
                        .map(found -> found.stream().flatMap(List::stream).toList())
                        .chain(writers -> writers.size() == 1 || all.size() == 1
                                ? one(writers.isEmpty() ? all.get(0) : writers.get(0), message)
                                : each(all, message)));
    }

    private Uni<Tenant> known(TenantId tenant) {
        return tenants.get(tenant);
    }

    private Uni<Boolean> mayHaveSent(Tenant tenant, SharedSender sender, InboundMessage message) {
        Instant since = clock.instant().minus(config.window());
        AddressKey person = AddressKeys.key(tenant.keys(), person(tenant, message));
        return database.inTransaction(
                tenant.id(), transaction -> sent.mayHaveSent(transaction, tenant, person, sender.number(), since));
    }

    /** The number is read in the tenant's own region, as everything of it is. */
    private static Address person(Tenant tenant, InboundMessage message) {
        return Intake.addresses(tenant, message.senders()).stream()
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ProblemType.INVALID,
                        "Nobody can be found by this message.",
                        List.of(new Violation("from", "not-a-phone-number", "must be a telephone number"))));
    }

    private Uni<List<ConsistencyToken>> one(Tenant tenant, InboundMessage message) {
        return verdict(tenant, message).chain(verdict -> intake.take(tenant, message, verdict));
    }

    private Uni<List<ConsistencyToken>> each(List<Tenant> all, InboundMessage message) {
        return inOrder(all, tenant -> verdict(tenant, message)
                        .chain(verdict -> intake.takeUnattributed(tenant, message, verdict)))
                .map(writes -> writes.stream().flatMap(List::stream).toList());
    }

    private Uni<Verdict> verdict(Tenant tenant, InboundMessage message) {
        return settings.find(tenant).map(set -> StopWords.with(set.stopWords()).read(message.text()));
    }

    private static <T, R> Uni<List<R>> inOrder(List<T> all, Function<T, Uni<R>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList();
    }
}

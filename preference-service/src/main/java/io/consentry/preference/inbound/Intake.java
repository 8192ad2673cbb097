package io.consentry.preference.inbound;

import io.consentry.contract.Channel;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressInvalidException;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.flow.Each;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.cases.Cases;
import io.consentry.preference.inbound.ReviewStore.Sealed;
import io.consentry.preference.inbound.word.Verdict;
import io.consentry.preference.unsubscribe.OptOut;
import io.consentry.preference.unsubscribe.OptOuts;
import io.consentry.preference.unsubscribe.RecordedOptOut;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Records what messages ask for. One that stops is an opt-out of all marketing on its channel at the sending address; one that may is
 * the same, until a person has read it.
 */
@ApplicationScoped
class Intake {

    private static final AddressNormaliser NORMALISER = new AddressNormaliser();

    private final OptOuts optOuts;
    private final ReviewStore reviews;
    private final WhatsappIdentities identities;
    private final Cases cases;

    Intake(OptOuts optOuts, ReviewStore reviews, WhatsappIdentities identities, Cases cases) {
        this.cases = cases;
        this.optOuts = optOuts;
        this.reviews = reviews;
        this.identities = identities;
    }

    /** Makes it durable and answers the writes to wait for; a message that was taken before changes nothing. */
    Uni<List<ConsistencyToken>> take(Tenant tenant, InboundMessage message, Verdict verdict) {
        List<Address> senders = addresses(tenant, message.senders());
        boolean asks = verdict == Verdict.STOP || verdict == Verdict.UNCLEAR;
        if (!asks && senders.size() < 2) {
            return Uni.createFrom().item(List.of());
        }
        List<KeyedAddress> named = senders.stream()
                .map(sender -> AddressKeys.keyed(tenant.keys(), sender))
                .toList();
        return optOuts.inTransaction(tenant.id(), transaction -> identities
                .link(transaction, tenant, named)
                .chain(() -> asks
                        ? record(transaction, tenant, message, verdict, senders, named)
                        : Uni.createFrom().item(List.of())));
    }

    /** The same, and a person reads the message whatever it asks for. Only what is clear stands when they decide that it is no opt-out. */
    Uni<List<ConsistencyToken>> takeForReading(
            Tenant tenant, InboundMessage message, Verdict verdict, ReviewReason reason) {
        return takeForReading(tenant, message, verdict, reason, (transaction, act) -> Uni.createFrom()
                .voidItem());
    }

    /**
     * The same, and the clock of a case begins to run (requirement 000-44).
     *
     * @param forged whether the receiving server says that the sender is not who it names
     */
    Uni<List<ConsistencyToken>> takeDataSubjectRequest(
            Tenant tenant, InboundMessage message, Verdict verdict, boolean forged) {
        Optional<Address> sender = addresses(tenant, message.senders()).stream().findFirst();
        return takeForReading(
                tenant,
                message,
                verdict,
                ReviewReason.DATA_SUBJECT_REQUEST,
                (transaction, act) -> cases.openByMail(
                        transaction,
                        tenant,
                        act,
                        sender.map(address -> AddressKeys.keyed(tenant.keys(), address))
                                .orElse(null),
                        sender.map(Address::masked).orElse(null),
                        message.text(),
                        forged));
    }

    private Uni<List<ConsistencyToken>> takeForReading(
            Tenant tenant,
            InboundMessage message,
            Verdict verdict,
            ReviewReason reason,
            BiFunction<SqlConnection, byte[], Uni<Void>> also) {
        List<Address> senders = addresses(tenant, message.senders());
        List<KeyedAddress> named = senders.stream()
                .map(sender -> AddressKeys.keyed(tenant.keys(), sender))
                .toList();
        byte[] act = act(tenant, message);
        boolean asks = verdict == Verdict.STOP || verdict == Verdict.UNCLEAR;
        return optOuts.inTransaction(tenant.id(), transaction -> optOut(
                        transaction, tenant, message, act, asks ? named : List.of(), verdict == Verdict.STOP)
                .call(recorded -> review(
                        transaction,
                        tenant,
                        message,
                        act,
                        reason,
                        senders.isEmpty() ? null : senders.get(0).masked(),
                        verdict == Verdict.STOP
                                ? List.of()
                                : recorded.stream().map(RecordedOptOut::id).toList()))
                .call(() -> also.apply(transaction, act))
                .map(recorded -> recorded.stream().map(RecordedOptOut::write).toList()));
    }

    /**
     * Takes a message that may be to others: what may ask to stop is an opt-out, of which nothing is kept for reading and which nobody is to
     * confirm.
     */
    Uni<List<ConsistencyToken>> takeUnattributed(Tenant tenant, InboundMessage message, Verdict verdict) {
        if (verdict != Verdict.STOP && verdict != Verdict.UNCLEAR) {
            return Uni.createFrom().item(List.of());
        }
        List<KeyedAddress> named = addresses(tenant, message.senders()).stream()
                .map(sender -> AddressKeys.keyed(tenant.keys(), sender))
                .toList();
        return optOuts.inTransaction(
                        tenant.id(),
                        transaction -> optOut(transaction, tenant, message, act(tenant, message), named, false))
                .map(recorded -> recorded.stream().map(RecordedOptOut::write).toList());
    }

    private Uni<List<ConsistencyToken>> record(
            SqlConnection transaction,
            Tenant tenant,
            InboundMessage message,
            Verdict verdict,
            List<Address> senders,
            List<KeyedAddress> named) {
        byte[] act = act(tenant, message);
        if (named.isEmpty()) {
            return review(transaction, tenant, message, act, ReviewReason.NO_ADDRESS, null, List.of())
                    .replaceWith(List.of());
        }
        return everybody(transaction, tenant, message, named)
                .chain(addresses -> optOut(transaction, tenant, message, act, addresses, verdict == Verdict.STOP))
                .call(recorded -> verdict == Verdict.UNCLEAR && !recorded.isEmpty()
                        ? review(
                                transaction,
                                tenant,
                                message,
                                act,
                                ReviewReason.UNCLEAR,
                                senders.get(0).masked(),
                                recorded.stream().map(RecordedOptOut::id).toList())
                        : Uni.createFrom().voidItem())
                .map(recorded -> recorded.stream().map(RecordedOptOut::write).toList());
    }

    private Uni<List<KeyedAddress>> everybody(
            SqlConnection transaction, Tenant tenant, InboundMessage message, List<KeyedAddress> named) {
        return message.channel() == Channel.WHATSAPP
                ? identities.linked(transaction, tenant, named)
                : Uni.createFrom().item(named);
    }

    private Uni<List<RecordedOptOut>> optOut(
            SqlConnection transaction,
            Tenant tenant,
            InboundMessage message,
            byte[] act,
            List<KeyedAddress> addresses,
            boolean confirmable) {
        List<RecordedOptOut> recorded = new ArrayList<>();
        return Each.inOrder(addresses, address -> optOuts.recordOnce(
                                transaction,
                                OptOut.byWord(
                                        tenant.id(),
                                        hash(
                                                tenant,
                                                HexFormat.of().formatHex(act),
                                                address.kind().wireName(),
                                                address.key().value()),
                                        address,
                                        message.channel(),
                                        message.method(),
                                        confirmable && address.equals(addresses.get(0))))
                        .invoke(one -> one.ifPresent(recorded::add)))
                .replaceWith(recorded);
    }

    private Uni<Void> review(
            SqlConnection transaction,
            Tenant tenant,
            InboundMessage message,
            byte[] act,
            ReviewReason reason,
            @Nullable String from,
            List<UUID> optOuts) {
        return reviews.open(
                transaction,
                tenant,
                message.source(),
                act,
                reason,
                new Sealed(from, message.to(), message.text()),
                optOuts);
    }

    /** Those that can be read: where nobody can, the message is for a person to read. */
    static List<Address> addresses(Tenant tenant, List<Sender> senders) {
        List<Address> addresses = new ArrayList<>();
        for (Sender sender : senders) {
            try {
                addresses.add(NORMALISER.normalise(
                        sender.kind(), sender.address(), tenant.settings().defaultPhoneRegion()));
            } catch (AddressInvalidException e) {
                continue;
            }
        }
        return addresses;
    }

    /** Another sender or text under the same id is another message: a provider that counts ids anew must lose nobody's opt-out. */
    private static byte[] act(Tenant tenant, InboundMessage message) {
        String id = message.id().isEmpty() ? UUID.randomUUID().toString() : message.id();
        List<String> parts = new ArrayList<>(List.of("message", message.source(), id, message.text()));
        message.senders().forEach(sender -> parts.add(sender.address()));
        return hash(tenant, parts.toArray(String[]::new));
    }

    /** The keyed hash of some texts: tells them apart without keeping them. */
    static byte[] hash(Tenant tenant, @Nullable String... parts) {
        StringBuilder all = new StringBuilder("inbound");
        for (String part : parts) {
            all.append('\n')
                    .append(part == null ? -1 : part.length())
                    .append(':')
                    .append(part);
        }
        return tenant.keys().mac(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}

package io.consentry.preference.inbound;

import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.flow.Each;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.inbound.ReviewStore.Sealed;
import io.consentry.preference.inbound.WhatsappItem.Said;
import io.consentry.preference.inbound.WhatsappItem.Unknown;
import io.consentry.preference.inbound.WhatsappItem.Wished;
import io.consentry.preference.inbound.word.StopWords;
import io.consentry.preference.inbound.word.Verdict;
import io.consentry.preference.unsubscribe.OptOut;
import io.consentry.preference.unsubscribe.OptOuts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Records what a delivery from WhatsApp tells, one thing after the other, each durable by itself. */
@ApplicationScoped
class WhatsappIntake {

    private static final String SOURCE = "whatsapp";

    private final Intake intake;
    private final OptOuts optOuts;
    private final ReviewStore reviews;
    private final WhatsappWishes wishes;
    private final WhatsappIdentities identities;

    WhatsappIntake(
            Intake intake, OptOuts optOuts, ReviewStore reviews, WhatsappWishes wishes, WhatsappIdentities identities) {
        this.identities = identities;
        this.intake = intake;
        this.optOuts = optOuts;
        this.reviews = reviews;
        this.wishes = wishes;
    }

    Uni<List<ConsistencyToken>> take(Tenant tenant, InboundSettings settings, List<WhatsappItem> items) {
        StopWords words = StopWords.with(settings.stopWords());
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> take(tenant, settings, words, item))
                .collect()
                .asList()
                .map(writes -> writes.stream().flatMap(List::stream).toList());
    }

    private Uni<List<ConsistencyToken>> take(
            Tenant tenant, InboundSettings settings, StopWords words, WhatsappItem item) {
        if (item instanceof Said said) {
            return said(tenant, settings, words, said);
        }
        if (item instanceof Wished wished) {
            return wished(tenant, wished);
        }
        return unknown(tenant, ((Unknown) item).json());
    }

    private Uni<List<ConsistencyToken>> said(Tenant tenant, InboundSettings settings, StopWords words, Said said) {
        String reply = said.reply();
        InboundMessage message = new InboundMessage(
                SOURCE,
                Channel.WHATSAPP,
                said.id(),
                said.senders(),
                null,
                said.text(),
                reply == null ? CaptureMethod.KEYWORD : CaptureMethod.WHATSAPP_BUTTON);
        boolean stops = reply != null && (settings.stopReplies().contains(reply) || words.read(reply) == Verdict.STOP);
        return intake.take(tenant, message, stops ? Verdict.STOP : words.read(said.text()));
    }

    private Uni<List<ConsistencyToken>> wished(Tenant tenant, Wished wished) {
        List<KeyedAddress> named = Intake.addresses(tenant, wished.senders()).stream()
                .map(address -> AddressKeys.keyed(tenant.keys(), address))
                .toList();
        if (named.isEmpty()) {
            return unknown(
                    tenant,
                    (wished.stop() ? "stop " : "resume ")
                            + wished.senders().get(0).address());
        }
        List<ConsistencyToken> writes = new ArrayList<>();
        return optOuts.inTransaction(tenant.id(), transaction -> identities
                .link(transaction, tenant, named)
                .chain(() -> wished.stop()
                        ? identities.linked(transaction, tenant, named)
                        : Uni.createFrom().item(named))
                .chain(addresses -> Each.inOrder(
                        addresses, address -> wishes.note(transaction, tenant, address, wished.stop(), wished.at())
                                .chain(isNews -> isNews
                                        ? apply(transaction, tenant, address, wished.stop())
                                        : Uni.createFrom().<List<ConsistencyToken>>item(List.of()))
                                .invoke(writes::addAll)))
                .replaceWith(writes));
    }

    /** A stop that stands is told again, as a person may have consented in between; resuming undoes that one stop and nothing else. */
    private Uni<List<ConsistencyToken>> apply(
            SqlConnection transaction, Tenant tenant, KeyedAddress address, boolean stop) {
        byte[] act = Intake.hash(
                tenant, "wish", SOURCE, address.kind().wireName(), address.key().value());
        if (stop) {
            OptOut optOut =
                    OptOut.byWord(tenant.id(), act, address, Channel.WHATSAPP, CaptureMethod.WHATSAPP_BUTTON, false);
            return optOuts.record(transaction, optOut).map(recorded -> List.of(recorded.write()));
        }
        return optOuts.standing(transaction, tenant.id(), act)
                .call(standing -> standing.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : optOuts.undo(transaction, tenant.id(), standing.get(), Actor.SUBJECT))
                .replaceWith(List.of());
    }

    private Uni<List<ConsistencyToken>> unknown(Tenant tenant, String json) {
        byte[] act = Intake.hash(tenant, "unknown", SOURCE, json);
        return optOuts.inTransaction(tenant.id(), transaction -> reviews.open(
                        transaction,
                        tenant,
                        SOURCE,
                        act,
                        ReviewReason.UNKNOWN_SHAPE,
                        new Sealed(null, null, json),
                        List.of())
                .replaceWith(List.of()));
    }
}

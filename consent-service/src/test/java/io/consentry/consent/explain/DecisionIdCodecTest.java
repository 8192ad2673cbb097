package io.consentry.consent.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.consent.decision.ContentProof;
import io.consentry.consent.decision.Recipient;
import io.consentry.consent.explain.MadeDecision.Answer;
import io.consentry.consent.explain.MadeDecision.Asked;
import io.consentry.consent.explain.MadeDecision.Inputs;
import io.consentry.consent.explain.MadeDecision.Why;
import io.consentry.contract.AddressKey;
import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.crypto.TenantKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionIdCodecTest {

    private static final String SNAPSHOT = "100:104:100,102";
    private static final byte[] PURPOSE = "decision".getBytes(StandardCharsets.US_ASCII);
    private final TenantKeys keys = new KeyVault(new byte[32]).generate();

    @Test
    void anIdIsReadAsWhatItWasMadeOf() {
        MadeDecision made = decision(7, List.of(new AddressKey("Z".repeat(42) + "A")));

        assertThat(DecisionIdCodec.decode(keys, DecisionIdCodec.encode(keys, made)))
                .contains(made);
    }

    @Test
    void anIdFromBeforeThereWereNoticesIsReadAsKnowingOfNone() throws GeneralSecurityException {
        int revisionAt = 1 + 12 + 1 + 2 + SNAPSHOT.length() + 4 + 4;
        byte[] earlier = without(withoutLast(withoutAliases(opened(decision(7))), 2), revisionAt, 4);
        earlier[0] = 1;

        assertThat(DecisionIdCodec.decode(keys, sealed(earlier))).contains(decision(0));
    }

    @Test
    void anIdFromBeforePeopleCouldSayHowOftenIsReadAsSayingNothingOfIt() throws GeneralSecurityException {
        byte[] earlier = withoutLast(withoutAliases(opened(decision(7))), 2);
        earlier[0] = 2;

        assertThat(DecisionIdCodec.decode(keys, sealed(earlier))).contains(decision(7));
    }

    @Test
    void anIdFromBeforeMessagesCouldAskForConsentIsReadAsAskingForNoneAndKnowingOfNoHashesOfOthers()
            throws GeneralSecurityException {
        byte[] earlier = withoutLast(withoutAliases(opened(decision(7))), 1);
        earlier[0] = 3;

        assertThat(DecisionIdCodec.decode(keys, sealed(earlier))).contains(decision(7));
    }

    private byte[] opened(MadeDecision made) throws GeneralSecurityException {
        return keys.decrypt(Base64.getUrlDecoder().decode(DecisionIdCodec.encode(keys, made)), PURPOSE);
    }

    /** Their number stands behind the one address and the byte that says that no number of the tenant's was asked for. */
    private static byte[] withoutAliases(byte[] current) {
        int recipientAt = 1 + 12 + 1 + 2 + SNAPSHOT.length() + 4 + 4 + 4 + 2;
        return without(current, recipientAt + 2 + 32 + 1, 2);
    }

    /** One byte says of each of the question's last fields that there is none; the answer follows, whose form the sample fixes. */
    private static byte[] withoutLast(byte[] current, int fields) {
        int answer = 2 + 4 + 2 + 2 + "RECONSENT_REQUIRED".length() + 1 + 16 + 1 + 1;
        return without(current, current.length - answer - fields, fields);
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(bytes, 0, at);
        rest.write(bytes, at + count, bytes.length - at - count);
        return rest.toByteArray();
    }

    private String sealed(byte[] id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.encrypt(id, PURPOSE));
    }

    @Test
    void aFormThatIsNotKnownIsNoId() {
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(keys.encrypt(new byte[] {5, 1, 2}, PURPOSE));

        assertThat(DecisionIdCodec.decode(keys, id)).isEmpty();
    }

    private static MadeDecision decision(long noticeRevision) {
        return decision(noticeRevision, List.of());
    }

    private static MadeDecision decision(long noticeRevision, List<AddressKey> aliases) {
        return new MadeDecision(
                new Inputs(Instant.parse("2026-06-10T08:00:00.123456Z"), true, SNAPSHOT, 3, 12, noticeRevision, 1),
                new Recipient(List.of(new AddressKey("A".repeat(43))), Optional.empty(), aliases),
                new Asked(
                        true,
                        Channel.EMAIL,
                        new PurposeKey("offers"),
                        2,
                        true,
                        MessageClass.MARKETING,
                        true,
                        null,
                        ContentProof.PASSED,
                        null,
                        null),
                new Answer(Decision.DENY, List.of(new Why(ReasonCode.RECONSENT_REQUIRED, new UUID(1, 2), null)), null));
    }
}

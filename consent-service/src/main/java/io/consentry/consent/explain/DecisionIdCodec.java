package io.consentry.consent.explain;

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
import io.consentry.kit.crypto.TenantKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads decision ids: base64url of what the tenant's keys sealed. An id is readable for as long as the tenant's keys exist, also
 * after they rotate, and by this tenant alone.
 */
final class DecisionIdCodec {

    /**
     * A person with 200 addresses, 80 of them on lists of hashes, and every gate failed several times, stay below it; the HTTP server takes
     * lines of 16,384.
     */
    static final int TEXT_LENGTH_MAX = 14_000;

    private static final byte VERSION = 4;

    /** Ids from before hashes of others' were compared, and before a check could say that its message asks for consent, name neither. */
    private static final byte WITHOUT_ALIASES_AND_REQUEST = 3;

    /** Ids from before people could say how often lack when something was last sent. */
    private static final byte WITHOUT_LAST_SENT = 2;

    /** Ids from before there were notices lack their revision, too. */
    private static final byte WITHOUT_NOTICES = 1;

    private static final byte[] PURPOSE = "decision".getBytes(StandardCharsets.US_ASCII);
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final int TYPICAL_BYTES = 200;

    private DecisionIdCodec() {}

    static String encode(TenantKeys keys, MadeDecision decision) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, decision.inputs());
            write(out, decision.recipient());
            write(out, decision.asked());
            write(out, decision.answer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ENCODER.encodeToString(keys.encrypt(bytes.toByteArray(), PURPOSE));
    }

    /** The decision; empty for anything that these keys did not seal exactly so. */
    static Optional<MadeDecision> decode(TenantKeys keys, String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return Optional.empty();
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(keys.decrypt(DECODER.decode(text), PURPOSE)))) {
            byte version = in.readByte();
            if (version < WITHOUT_NOTICES || version > VERSION) {
                return Optional.empty();
            }
            return Optional.of(
                    new MadeDecision(inputs(in, version), recipient(in, version), asked(in, version), answer(in)));
        } catch (IllegalArgumentException | GeneralSecurityException | IOException e) {
            return Optional.empty();
        }
    }

    private static void write(DataOutputStream out, Inputs inputs) throws IOException {
        writeInstant(out, inputs.at());
        out.writeBoolean(inputs.fresh());
        out.writeUTF(inputs.snapshot());
        out.writeInt((int) inputs.tenantVersion());
        out.writeInt((int) inputs.calendarRevision());
        out.writeInt((int) inputs.noticeRevision());
        out.writeShort(inputs.policyVersion());
    }

    private static Inputs inputs(DataInputStream in, byte version) throws IOException {
        return new Inputs(
                readInstant(in),
                in.readBoolean(),
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                version == WITHOUT_NOTICES ? 0 : in.readInt(),
                in.readUnsignedShort());
    }

    private static void write(DataOutputStream out, Recipient recipient) throws IOException {
        writeKeys(out, recipient.addresses());
        out.writeBoolean(recipient.name().isPresent());
        if (recipient.name().isPresent()) {
            out.write(DECODER.decode(recipient.name().get().value()));
        }
        writeKeys(out, recipient.aliases());
    }

    private static Recipient recipient(DataInputStream in, byte version) throws IOException {
        return new Recipient(
                readKeys(in),
                in.readBoolean() ? Optional.of(readKey(in)) : Optional.empty(),
                version <= WITHOUT_ALIASES_AND_REQUEST ? List.of() : readKeys(in));
    }

    private static void writeKeys(DataOutputStream out, List<AddressKey> keys) throws IOException {
        out.writeShort(keys.size());
        for (AddressKey key : keys) {
            out.write(DECODER.decode(key.value()));
        }
    }

    private static List<AddressKey> readKeys(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        List<AddressKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(readKey(in));
        }
        return keys;
    }

    private static AddressKey readKey(DataInputStream in) throws IOException {
        byte[] hash = new byte[32];
        in.readFully(hash);
        return new AddressKey(ENCODER.encodeToString(hash));
    }

    private static void write(DataOutputStream out, Asked asked) throws IOException {
        out.writeBoolean(asked.addressable());
        out.writeUTF(asked.channel().wireName());
        out.writeUTF(asked.purpose() == null ? "" : asked.purpose().value());
        out.writeInt((int) asked.purposeVersion());
        out.writeBoolean(asked.purposeNamed());
        out.writeUTF(asked.messageClass().wireName());
        out.writeBoolean(asked.classKnown());
        writeOptional(out, asked.sendAt());
        out.writeUTF(asked.content().name());
        writeOptional(out, asked.lastSentAt());
        writeId(out, asked.consentRequest());
    }

    private static Asked asked(DataInputStream in, byte version) throws IOException {
        boolean addressable = in.readBoolean();
        Channel channel = Channel.of(in.readUTF());
        String purpose = in.readUTF();
        return new Asked(
                addressable,
                channel,
                purpose.isEmpty() ? null : new PurposeKey(purpose),
                in.readInt(),
                in.readBoolean(),
                MessageClass.of(in.readUTF()),
                in.readBoolean(),
                readOptional(in),
                ContentProof.valueOf(in.readUTF()),
                version <= WITHOUT_LAST_SENT ? null : readOptional(in),
                version <= WITHOUT_ALIASES_AND_REQUEST ? null : readId(in));
    }

    private static void write(DataOutputStream out, Answer answer) throws IOException {
        out.writeUTF(answer.decision().wireName());
        out.writeShort(answer.reasons().size());
        for (Why reason : answer.reasons()) {
            out.writeUTF(reason.code().name());
            writeId(out, reason.evidence());
            writeOptional(out, reason.nextAllowedAt());
        }
        writeId(out, answer.consent());
    }

    private static Answer answer(DataInputStream in) throws IOException {
        Decision decision = Decision.of(in.readUTF());
        int count = in.readUnsignedShort();
        List<Why> reasons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reasons.add(new Why(ReasonCode.valueOf(in.readUTF()), readId(in), readOptional(in)));
        }
        return new Answer(decision, reasons, readId(in));
    }

    private static void writeId(DataOutputStream out, @Nullable UUID id) throws IOException {
        out.writeBoolean(id != null);
        if (id != null) {
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        }
    }

    private static @Nullable UUID readId(DataInputStream in) throws IOException {
        return in.readBoolean() ? new UUID(in.readLong(), in.readLong()) : null;
    }

    private static void writeOptional(DataOutputStream out, @Nullable Instant instant) throws IOException {
        out.writeBoolean(instant != null);
        if (instant != null) {
            writeInstant(out, instant);
        }
    }

    private static @Nullable Instant readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? readInstant(in) : null;
    }

    private static void writeInstant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}

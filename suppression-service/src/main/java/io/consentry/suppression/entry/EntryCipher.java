package io.consentry.suppression.entry;

import io.consentry.kit.crypto.TenantKeys;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** Encrypts the texts of one entry; none can be passed off as another's, or as another text of the same entry. */
public record EntryCipher(TenantKeys keys, UUID entryId) {

    /** The texts of an entry that are encrypted. */
    public enum Part {
        ADDRESS("address"),
        NOTE("note"),
        RELEASE("release");

        private final String purpose;

        Part(String purpose) {
            this.purpose = purpose;
        }
    }

    /** The text as it is stored. */
    public Buffer encrypt(Part part, String text) {
        return Buffer.buffer(keys.encrypt(text.getBytes(StandardCharsets.UTF_8), associatedData(part)));
    }

    /** The text that was stored; fails on one that is not of this entry. */
    public String decrypt(Part part, Buffer encrypted) {
        try {
            return new String(keys.decrypt(encrypted.getBytes(), associatedData(part)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the " + part.purpose + " of entry " + entryId + " cannot be decrypted", e);
        }
    }

    private byte[] associatedData(Part part) {
        return ("suppression:" + part.purpose + ":" + entryId).getBytes(StandardCharsets.UTF_8);
    }
}

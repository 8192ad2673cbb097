package io.consentry.suppression.transfer;

import io.consentry.kit.crypto.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;

/**
 * Some lines of a list, as they are stored until they are applied.
 *
 * @param number of the chunk, from 0
 * @param firstLine number of its first line in the file
 * @param content encrypted; none can be passed off as another
 */
record Chunk(int number, long firstLine, byte[] content) {

    static Chunk seal(TenantKeys keys, UUID importId, int number, long firstLine, List<String> lines) {
        byte[] plain = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return new Chunk(number, firstLine, keys.encrypt(plain, associatedData(importId, number)));
    }

    List<String> open(TenantKeys keys, UUID importId) {
        try {
            byte[] plain = keys.decrypt(content, associatedData(importId, number));
            return List.of(new String(plain, StandardCharsets.UTF_8).split("\n", -1));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("chunk " + number + " of import " + importId + " cannot be decrypted", e);
        }
    }

    private static byte[] associatedData(UUID importId, int number) {
        return ("suppression-import:" + importId + ":" + number).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Chunk[" + number + "]";
    }
}

package io.consentry.kit.address;

import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.kit.crypto.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An address in the one form by which it is found. Two are equal when a suppression of one must hold for the other, so spellings that
 * only the receiving server might tell apart (upper and lower case, rule C-11) are the same.
 *
 * <p>Redacted when printed.
 */
public final class Address {

    private final AddressKind kind;
    private final String normalised;
    private final String raw;
    private volatile @Nullable Keyed keyed;

    /** What its key was under some keys: one address is asked for it many times, and always under the same. */
    private record Keyed(TenantKeys keys, AddressKey key) {}

    Address(AddressKind kind, String normalised, String raw) {
        this.kind = kind;
        this.normalised = normalised;
        this.raw = raw;
    }

    public AddressKind kind() {
        return kind;
    }

    /** The form that is compared: lower-case mailbox at A-label domain, or E.164, or the identifier itself. */
    public String normalised() {
        return normalised;
    }

    /** The form to store, encrypted, and to send to: of an e-mail address the spelling that was given, else the normalised form. */
    public String raw() {
        return raw;
    }

    /** What the keyed hash is taken of: kind, colon, normalised form. */
    public byte[] keyInput() {
        return (kind.wireName() + ':' + normalised).getBytes(StandardCharsets.UTF_8);
    }

    /** The tenant's key of it. */
    AddressKey key(TenantKeys keys) {
        Keyed known = keyed;
        if (known == null || known.keys() != keys) {
            byte[] hash = keys.mac(keyInput());
            known = new Keyed(
                    keys, new AddressKey(Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
            keyed = known;
        }
        return known.key();
    }

    /** Enough for its owner to recognise it, too little to reach it: {@code t***@example.org}, {@code +27*****4567}. */
    public String masked() {
        return switch (kind) {
            case EMAIL -> maskedEmail();
            case PHONE -> maskedPhone();
            case WHATSAPP_USER_ID, PUSH_TOKEN, EXTERNAL_ID -> maskedIdentifier();
        };
    }

    private String maskedEmail() {
        int firstEnd = normalised.offsetByCodePoints(0, 1);
        return normalised.substring(0, firstEnd) + "***" + normalised.substring(normalised.lastIndexOf('@'));
    }

    private String maskedPhone() {
        int prefix = 1 + PhoneNumbers.countryCodeLength(normalised);
        int national = normalised.length() - prefix;
        int shown = national >= 7 ? 4 : 2;
        return normalised.substring(0, prefix)
                + "*".repeat(national - shown)
                + normalised.substring(normalised.length() - shown);
    }

    private String maskedIdentifier() {
        return normalised.codePointCount(0, normalised.length()) <= 2
                ? "***"
                : normalised.substring(0, normalised.offsetByCodePoints(0, 2)) + "***";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address that && kind == that.kind && normalised.equals(that.normalised);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + normalised.hashCode();
    }

    @Override
    public String toString() {
        return "Address[" + kind.wireName() + " " + masked() + "]";
    }
}

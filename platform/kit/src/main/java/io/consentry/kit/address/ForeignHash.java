package io.consentry.kit.address;

import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.kit.crypto.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The hashes by which others' lists name addresses: of the normalised address, without a key. Whoever has a list of addresses can
 * reverse them, so that they are neither stored nor published: what stands for one is its own keyed hash, an <em>alias</em> of the address.
 */
public enum ForeignHash {
    SHA256("SHA-256", 64),
    MD5("MD5", 32);

    private final String algorithm;
    private final int hexLength;

    ForeignHash(String algorithm, int hexLength) {
        this.algorithm = algorithm;
        this.hexLength = hexLength;
    }

    /** As it stands in lists and in databases. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the text can be such a hash: hexadecimal, of either case. */
    public boolean isHash(String text) {
        return text.length() == hexLength && text.chars().allMatch(HexFormat::isHexDigit);
    }

    /** The tenant's alias of an address of which only this hash is known. */
    public AddressKey alias(TenantKeys keys, String hex) {
        byte[] input = (wireName() + ':' + hex.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
        return new AddressKey(Base64.getUrlEncoder().withoutPadding().encodeToString(keys.mac(input)));
    }

    /** All aliases that an address can have; of a telephone number those with and without the plus sign, for lists differ in it. */
    public static List<AddressKey> aliases(TenantKeys keys, Address address) {
        List<AddressKey> aliases = new ArrayList<>();
        for (ForeignHash hash : values()) {
            for (String form : forms(address)) {
                aliases.add(hash.alias(keys, hash.hex(form)));
            }
        }
        return aliases;
    }

    private static List<String> forms(Address address) {
        String normalised = address.normalised();
        return address.kind() == AddressKind.PHONE ? List.of(normalised, normalised.substring(1)) : List.of(normalised);
    }

    private String hex(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is not available", e);
        }
    }
}

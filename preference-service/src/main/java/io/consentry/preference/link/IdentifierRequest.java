package io.consentry.preference.link;

import io.consentry.contract.AddressKind;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressInvalidException;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.problem.Violations;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One address, by its kind. */
@Schema(name = "Identifier", description = "Exactly one member")
record IdentifierRequest(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String whatsappUserId,
        @Nullable String pushToken,
        @Nullable String externalId) {

    private static final AddressNormaliser NORMALISER = new AddressNormaliser();

    Optional<Address> parse(String path, String defaultRegion, Violations violations) {
        Map<AddressKind, String> given = given();
        if (given.size() != 1) {
            violations.add(path, "one-identifier", "must have exactly one member");
            return Optional.empty();
        }
        Map.Entry<AddressKind, String> only = given.entrySet().iterator().next();
        try {
            return Optional.of(NORMALISER.normalise(only.getKey(), only.getValue(), defaultRegion));
        } catch (AddressInvalidException e) {
            violations.add(path + "." + only.getKey().wireName(), e.rule(), "is not a usable address of this kind");
            return Optional.empty();
        }
    }

    private Map<AddressKind, String> given() {
        Map<AddressKind, String> given = new EnumMap<>(AddressKind.class);
        put(given, AddressKind.EMAIL, email);
        put(given, AddressKind.PHONE, phone);
        put(given, AddressKind.WHATSAPP_USER_ID, whatsappUserId);
        put(given, AddressKind.PUSH_TOKEN, pushToken);
        put(given, AddressKind.EXTERNAL_ID, externalId);
        return given;
    }

    private static void put(Map<AddressKind, String> given, AddressKind kind, @Nullable String text) {
        if (text != null) {
            given.put(kind, text);
        }
    }

    @Override
    public String toString() {
        return "IdentifierRequest[redacted]";
    }
}

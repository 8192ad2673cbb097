package io.consentry.kit.address;

import io.consentry.contract.AddressKind;
import io.consentry.kit.problem.Violations;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One or several identifiers of a person, as clients of all services write them. Never printed. */
public record IdentifierRequest(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String whatsappUserId,
        @Nullable String pushToken,
        @Nullable String externalId) {

    private static final AddressNormaliser NORMALISER = new AddressNormaliser();
    private static final String MEMBERS = "email, phone, whatsappUserId, pushToken, externalId";

    /** All of them, at least one; notes what is wrong with each. */
    public List<Address> all(String path, String defaultRegion, Violations violations) {
        Map<AddressKind, String> given = byKind();
        if (given.isEmpty()) {
            violations.add(path, "required", "needs at least one of " + MEMBERS);
        }
        List<Address> addresses = new ArrayList<>(given.size());
        given.forEach((kind, text) ->
                normalise(kind, text, path, defaultRegion, violations).ifPresent(addresses::add));
        return addresses;
    }

    /** The only one; notes what is wrong with it, or that there is not exactly one. */
    public Optional<Address> one(String path, String defaultRegion, Violations violations) {
        Map<AddressKind, String> given = byKind();
        if (given.size() != 1) {
            violations.add(path, "exactly-one", "needs exactly one of " + MEMBERS);
            return Optional.empty();
        }
        Map.Entry<AddressKind, String> only = given.entrySet().iterator().next();
        return normalise(only.getKey(), only.getValue(), path, defaultRegion, violations);
    }

    /** The only one; empty when there is not exactly one, or it is not usable. */
    public Optional<Address> one(String defaultRegion) {
        return one("", defaultRegion, new Violations());
    }

    private static Optional<Address> normalise(
            AddressKind kind, String text, String path, String defaultRegion, Violations violations) {
        try {
            return Optional.of(NORMALISER.normalise(kind, text, defaultRegion));
        } catch (AddressInvalidException e) {
            violations.add(path + "." + kind.wireName(), e.rule(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Map<AddressKind, String> byKind() {
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
        return "IdentifierRequest" + byKind().keySet();
    }
}

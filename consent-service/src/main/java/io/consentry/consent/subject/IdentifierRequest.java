package io.consentry.consent.subject;

import io.consentry.contract.AddressKind;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One or several identifiers of a person as a client writes them. Never printed. */
public record IdentifierRequest(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String whatsappUserId,
        @Nullable String pushToken,
        @Nullable String externalId) {

    Map<AddressKind, String> byKind() {
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

package io.consentry.preference.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.contract.AddressKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Reads by which addresses WhatsApp knows a person: phone number, user id of the business, user id of its parent (rule D-06). */
final class WhatsappSenders {

    private static final Pattern PHONE = Pattern.compile("\\+?\\d{5,20}");
    private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9._-]{1,128}");

    private WhatsappSenders() {}

    /**
     * All addresses of the person that a message, status or wish names; none when it names nobody.
     *
     * @param role begins the names of its fields, such as {@code from} and {@code recipient}; empty for a wish
     */
    static List<Sender> of(JsonNode contacts, JsonNode item, String role) {
        String before = role.isEmpty() ? "" : role + "_";
        Set<Sender> named = new LinkedHashSet<>();
        add(named, item, List.of(role, before + "id", before + "wa_id", before + "user_id", before + "parent_user_id"));
        contact(contacts, named)
                .ifPresent(contact -> add(named, contact, List.of("wa_id", "user_id", "parent_user_id")));
        return List.copyOf(named);
    }

    /** The contact that has an address of the person's; for a person without any, the only contact there is. */
    private static Optional<JsonNode> contact(JsonNode contacts, Set<Sender> named) {
        if (named.isEmpty()) {
            return contacts.size() == 1 ? Optional.of(contacts.get(0)) : Optional.empty();
        }
        return StreamSupport.stream(contacts.spliterator(), false)
                .filter(contact -> {
                    Set<Sender> its = new LinkedHashSet<>();
                    add(its, contact, List.of("wa_id", "user_id", "parent_user_id"));
                    return its.stream().anyMatch(named::contains);
                })
                .findFirst();
    }

    private static void add(Set<Sender> senders, JsonNode node, List<String> fields) {
        fields.forEach(field -> sender(node.path(field).asText("")).ifPresent(senders::add));
    }

    private static Optional<Sender> sender(String id) {
        if (PHONE.matcher(id).matches()) {
            return Optional.of(new Sender(AddressKind.PHONE, id.startsWith("+") ? id : "+" + id));
        }
        return USER_ID.matcher(id).matches()
                ? Optional.of(new Sender(AddressKind.WHATSAPP_USER_ID, id))
                : Optional.empty();
    }
}

package io.consentry.preference.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.preference.inbound.WhatsappItem.Said;
import io.consentry.preference.inbound.WhatsappItem.Unknown;
import io.consentry.preference.inbound.WhatsappItem.Wished;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what WhatsApp delivers (rules D-04 to D-07). What it does not know, it keeps for a person to read; it never fails. */
final class WhatsappDelivery {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STOPPED_MARKETING = 131_050;
    private static final Set<String> FIELDS_WITHOUT_WISHES = Set.of(
            "account_alerts",
            "account_review_update",
            "account_update",
            "business_capability_update",
            "message_template_quality_update",
            "message_template_status_update",
            "phone_number_name_update",
            "phone_number_quality_update",
            "template_category_update");

    private final List<WhatsappItem> items = new ArrayList<>();

    private WhatsappDelivery() {}

    static List<WhatsappItem> read(byte[] body) {
        WhatsappDelivery delivery = new WhatsappDelivery();
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            delivery.readAll(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            delivery.items.add(new Unknown(text));
        }
        return delivery.items;
    }

    private void readAll(JsonNode root) {
        if (!root.path("entry").isArray()) {
            unknown(root);
            return;
        }
        for (JsonNode entry : root.path("entry")) {
            if (entry.path("changes").isArray()) {
                entry.path("changes").forEach(this::readChange);
            } else {
                unknown(entry);
            }
        }
    }

    private void readChange(JsonNode change) {
        JsonNode value = change.path("value");
        String field = change.path("field").asText();
        if (FIELDS_WITHOUT_WISHES.contains(field)) {
            return;
        }
        boolean known = value.path("messages").isArray()
                || value.path("statuses").isArray()
                || value.path("user_preferences").isArray();
        if (!known) {
            unknown(change);
        }
        value.path("messages").forEach(message -> readMessage(value, message));
        value.path("statuses").forEach(status -> readStatus(value, status));
        value.path("user_preferences").forEach(wish -> readWish(value, wish));
    }

    private void readMessage(JsonNode value, JsonNode message) {
        List<Sender> senders = WhatsappSenders.of(value.path("contacts"), message, "from");
        Optional<Words> words = words(message);
        if (senders.isEmpty() || words.isEmpty()) {
            unknown(message);
            return;
        }
        items.add(new Said(
                message.path("id").asText(""),
                senders,
                words.get().text(),
                words.get().reply()));
    }

    private record Words(String text, @Nullable String reply) {}

    private static Optional<Words> words(JsonNode message) {
        return switch (message.path("type").asText()) {
            case "text" -> text(message.path("text").path("body")).map(text -> new Words(text, null));
            case "button" -> reply(message.path("button"), "payload", "text");
            case "interactive" -> {
                String type = message.path("interactive").path("type").asText();
                yield reply(message.path("interactive").path(type), "id", "title");
            }
            case "image", "video", "document" ->
                Optional.of(new Words(
                        message.path(message.path("type").asText())
                                .path("caption")
                                .asText(""),
                        null));
            case "audio", "sticker", "location", "contacts", "reaction", "order", "system" ->
                Optional.of(new Words("", null));
            default -> Optional.empty();
        };
    }

    private static Optional<Words> reply(JsonNode reply, String id, String title) {
        Optional<String> text = text(reply.path(title));
        Optional<String> key = text(reply.path(id));
        return text.isEmpty() && key.isEmpty()
                ? Optional.empty()
                : Optional.of(new Words(text.orElse(""), key.orElse(null)));
    }

    private void readStatus(JsonNode value, JsonNode status) {
        for (JsonNode error : status.path("errors")) {
            if (error.path("code").asInt() == STOPPED_MARKETING) {
                wished(status, WhatsappSenders.of(value.path("contacts"), status, "recipient"), "stop");
            }
        }
    }

    private void readWish(JsonNode value, JsonNode wish) {
        wished(
                wish,
                WhatsappSenders.of(value.path("contacts"), wish, ""),
                wish.path("value").asText());
    }

    private void wished(JsonNode whole, List<Sender> senders, String wish) {
        boolean stop = wish.equals("stop");
        Instant at = instant(whole.path("timestamp").asText(""));
        boolean known = stop || (wish.equals("resume") && at != null);
        if (senders.isEmpty() || !known) {
            unknown(whole);
            return;
        }
        items.add(new Wished(senders, stop, at));
    }

    private static @Nullable Instant instant(String seconds) {
        try {
            return seconds.isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private void unknown(JsonNode node) {
        items.add(new Unknown(node.toString()));
    }
}

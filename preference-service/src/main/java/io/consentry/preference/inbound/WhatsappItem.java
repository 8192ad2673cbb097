package io.consentry.preference.inbound;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a delivery from WhatsApp tells. Never printed. */
sealed interface WhatsappItem {

    /**
     * A person wrote, or pressed a button.
     *
     * @param reply id or payload of the button; null for text
     */
    record Said(
            String id,
            List<Sender> senders,
            String text,
            @Nullable String reply) implements WhatsappItem {
        @Override
        public String toString() {
            return "Said[redacted]";
        }
    }

    /**
     * A person told WhatsApp itself to stop or to resume marketing by this sender.
     *
     * @param at when; null when WhatsApp does not say
     */
    record Wished(
            List<Sender> senders, boolean stop, @Nullable Instant at) implements WhatsappItem {
        @Override
        public String toString() {
            return "Wished[redacted]";
        }
    }

    /** Of a form that is not known, or without a person. */
    record Unknown(String json) implements WhatsappItem {
        @Override
        public String toString() {
            return "Unknown[redacted]";
        }
    }
}

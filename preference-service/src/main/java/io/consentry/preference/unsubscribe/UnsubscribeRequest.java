package io.consentry.preference.unsubscribe;

import io.consentry.preference.page.FormFields;
import java.util.Optional;

/** What a POST to a link asks for. */
sealed interface UnsubscribeRequest {

    /** How much is to stop. */
    OptOutScope scope();

    /** The mailbox provider's one click (RFC 8058 section 3.2): stops what the link is about. */
    record OneClick() implements UnsubscribeRequest {

        @Override
        public OptOutScope scope() {
            return OptOutScope.TOPIC;
        }
    }

    /** A button on our page. */
    record FromPage(OptOutScope scope) implements UnsubscribeRequest {}

    /** The request; empty when the body asks for neither, and then nothing may change. */
    static Optional<UnsubscribeRequest> parse(FormFields fields) {
        if (fields.has("List-Unsubscribe")) {
            return fields.value("List-Unsubscribe").filter("One-Click"::equals).map(one -> new OneClick());
        }
        return fields.value("action")
                .filter("unsubscribe"::equals)
                .flatMap(action -> OptOutScope.find(fields.value("scope").orElse(null)))
                .map(FromPage::new);
    }
}

package io.consentry.preference.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The links, in the order of the recipients. */
@Schema(name = "Links")
record LinksView(List<LinkView> links) {

    /** One recipient's link. The headers go into the message as they are, covered by its DKIM signature (rule C-02). */
    @Schema(name = "Link")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LinkView(@Nullable String ref, String unsubscribeUrl, String preferencesUrl, Map<String, String> headers) {

        @Override
        public String toString() {
            return "LinkView[redacted]";
        }
    }
}

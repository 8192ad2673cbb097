package io.consentry.preference.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.preference.listing.ListPage;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of cases, the oldest first.
 *
 * @param cursor asks for the next page; absent on the last one
 */
@Schema(name = "Cases")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CasesView(List<CaseView> cases, @Nullable String cursor) {

    static CasesView of(ListPage<DataSubjectCase> page) {
        return new CasesView(page.rows().stream().map(CaseView::of).toList(), page.cursor());
    }
}

package io.consentry.suppression.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchCursorTest {

    @Test
    void readsWhatItWrote() {
        SearchCursor cursor = new SearchCursor(Instant.parse("2026-11-20T08:00:00.123456Z"), UUID.randomUUID());

        assertThat(SearchCursor.parse(cursor.text())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "MjAyNg", "MjAyNiB4", "bm93IDEtMS0xLTEtMQ"})
    void refusesAnythingElse(String text) {
        assertThat(SearchCursor.parse(text)).isEmpty();
    }

    @Test
    void refusesTextThatIsTooLong() {
        assertThat(SearchCursor.parse("A".repeat(121))).isEmpty();
    }
}

package io.consentry.preference.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.kit.problem.Violation;
import io.consentry.kit.problem.Violations;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

    private static final ListCursor PLACE =
            new ListCursor(Instant.parse("2026-11-28T01:02:03.456789Z"), new UUID(1, 2));

    @Test
    void aCursorIsReadBackToTheMicrosecond() {
        Violations violations = new Violations();
        assertThat(PageRequest.parse(PLACE.text(), "7", violations)).isEqualTo(new PageRequest(PLACE, 7));
        assertThat(PageRequest.parse(null, null, violations)).isEqualTo(new PageRequest(ListCursor.START, 100));
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "1000", "-1", "+1", "1.0", "ten"})
    void aLimitOutsideTheBoundsIsNamed(String limit) {
        Violations violations = new Violations();
        PageRequest.parse(null, limit, violations);
        assertThat(violations.found()).extracting(Violation::path).containsExactly("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "MjAyNi0xMS0yOA", "%%%", "MjAyNi0xMS0yOFQwMTowMjowM1ogbm8tdXVpZA"})
    void whatIsNoCursorIsNamed(String cursor) {
        Violations violations = new Violations();
        PageRequest.parse(cursor, null, violations);
        assertThat(violations.found()).extracting(Violation::path).containsExactly("cursor");
    }

    @Test
    void onlyAPageThatIsNotTheLastHasACursor() {
        List<UUID> three = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
        ListPage<UUID> page = ListPage.of(three, 2, id -> new ListCursor(Instant.EPOCH, id));
        assertThat(page.rows()).isEqualTo(three.subList(0, 2));
        assertThat(page.cursor()).isEqualTo(new ListCursor(Instant.EPOCH, new UUID(0, 2)).text());
        assertThat(ListPage.of(three, 3, id -> new ListCursor(Instant.EPOCH, id))
                        .cursor())
                .isNull();
    }
}

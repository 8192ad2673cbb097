package io.consentry.preference.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void theAddressOutweighsTheBrowser() {
        assertThat(Language.choose("zu", "af")).isEqualTo(Language.ZULU);
        assertThat(Language.choose("de", "af")).isEqualTo(Language.AFRIKAANS);
    }

    @Test
    void theBrowsersBestWishThatWeSpeakIsTaken() {
        assertThat(wished("fr, xh;q=0.4, st;q=0.9")).isEqualTo(Language.SOTHO);
        assertThat(wished("af-ZA,en;q=0.5")).isEqualTo(Language.AFRIKAANS);
    }

    @Test
    void whatCannotBeReadOrSpokenIsEnglish() {
        assertThat(wished(null)).isEqualTo(Language.ENGLISH);
        assertThat(wished("fr")).isEqualTo(Language.ENGLISH);
        assertThat(wished(";;q=9")).isEqualTo(Language.ENGLISH);
        assertThat(wished("af,".repeat(1_000))).isEqualTo(Language.ENGLISH);
    }

    private static Language wished(@Nullable String wishes) {
        return Language.choose(null, wishes);
    }
}

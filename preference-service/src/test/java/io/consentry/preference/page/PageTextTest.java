package io.consentry.preference.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Message;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageTextTest {

    private static final Pattern PLACE = Pattern.compile("\\{[a-zA-Z]+}");

    @ParameterizedTest
    @EnumSource(value = Language.class, names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void everyLanguageSaysEverythingAboutTheSameThings(Language language) throws IOException {
        Properties texts = texts(language);
        Set<String> names =
                Arrays.stream(PageText.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
        assertThat(texts.stringPropertyNames()).isEqualTo(names);
        for (Method method : PageText.class.getMethods()) {
            String english = method.getAnnotation(Message.class).value();
            String translated = texts.getProperty(method.getName());
            assertThat(translated).as(method.getName()).isNotBlank();
            assertThat(places(english)).as(method.getName()).containsAll(places(translated));
            assertThat(places(translated)).as(method.getName()).containsAll(places(english));
        }
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties texts(Language language) throws IOException {
        Properties texts = new Properties();
        String file = "/messages/msg_" + language.tag() + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(PageTextTest.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}

package io.consentry.kit.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jackson's own reading is the measure. */
class InstantReaderTest {

    private static final ObjectMapper JACKSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final ObjectMapper OURS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantReader()))
            .build();
    private static final String SIGNS = "0123456789-:.TZz+ ,e/\u0660";
    private static final long SEED = 27;

    @Test
    void everyInstantThatWeWriteIsReadAsJacksonReadsIt() {
        Random random = new Random(SEED);
        long[] units = {1_000_000_000, 100_000_000, 1_000_000, 1_000, 1};
        for (int i = 0; i < 100_000; i++) {
            long second = random.nextLong(Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(), 253_402_300_800L);
            long unit = units[random.nextInt(units.length)];
            Instant instant = Instant.ofEpochSecond(second, random.nextLong(1_000_000_000) / unit * unit);
            assertThat(read(OURS, instant.toString())).isEqualTo(instant.toString());
        }
    }

    @Test
    void aSpoiledInstantIsReadOrRefusedAsJacksonDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000) * 1_000_000L);
            String spoiled = spoil(instant.toString(), random);
            assertThat(read(OURS, spoiled)).as(spoiled).isEqualTo(read(JACKSON, spoiled));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00Z",
                "2028-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-12-31T23:59:59Z",
                "2026-12-31T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-13-01T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-11-20T08:00:00.Z",
                "2026-11-20T08:00:00.1234567890Z",
                "2026-11-20T08:00Z",
                "2026-11-20T08:00:00+02:00",
                "1764000000",
                "-1000-01-01T00:00:00Z",
                "",
                "Z"
            })
    void anEdgeOfTheCalendarOrOfTheFormIsReadOrRefusedAsJacksonDoes(String text) {
        assertThat(read(OURS, text)).isEqualTo(read(JACKSON, text));
    }

    private static String spoil(String text, Random random) {
        StringBuilder spoiled = new StringBuilder(text);
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> spoiled.deleteCharAt(at);
            case 1 -> spoiled.insert(at, sign(random));
            default -> spoiled.setCharAt(at, sign(random));
        }
        return spoiled.toString();
    }

    private static char sign(Random random) {
        return SIGNS.charAt(random.nextInt(SIGNS.length()));
    }

    private static String read(ObjectMapper mapper, String text) {
        try {
            return String.valueOf(mapper.readValue('"' + text + '"', Instant.class));
        } catch (JsonProcessingException e) {
            return "refused";
        }
    }
}

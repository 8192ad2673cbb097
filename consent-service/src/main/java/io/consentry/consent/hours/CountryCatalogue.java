package io.consentry.consent.hours;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The countries whose hours are known: one file {@code hours/<ISO 3166 code>.json} on the class path for each. All are read at start, so
 * that a mistake in a file stops the service and not a check.
 */
@Startup
@Singleton
public class CountryCatalogue {

    /** Strict: a misspelt or missing field must not become a law without holidays. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, CountryHours> countries;

    public CountryCatalogue() {
        Map<String, CountryHours> found = new TreeMap<>();
        for (String country : Locale.getISOCountries()) {
            file(country).ifPresent(json -> found.put(country, read(country, json)));
        }
        countries = Map.copyOf(found);
    }

    /** The country's hours; a country without a file has no law about them. */
    public CountryHours of(String country) {
        return find(country).orElse(CountryHours.UNRESTRICTED);
    }

    Optional<CountryHours> find(String country) {
        return Optional.ofNullable(countries.get(country));
    }

    private static Optional<String> file(String country) {
        try (InputStream file = CountryCatalogue.class.getResourceAsStream("/hours/" + country + ".json")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the hours of " + country, e);
        }
    }

    static CountryHours read(String country, String json) {
        try {
            CountryHours hours = MAPPER.readValue(json, CountryHours.class);
            if (!hours.country().equals(country)) {
                throw new IllegalStateException("the hours of " + country + " are those of " + hours.country());
            }
            return hours;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the hours of " + country + " are unreadable: " + e.getMessage(), e);
        }
    }
}

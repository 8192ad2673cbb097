package io.consentry.consent.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Properties over random countries, zones, quiet hours and instants, many of them near a change of clocks; a failure names the seed. */
class ContactHoursPropertiesTest {

    private static final int RUNS = 2_000;
    private static final int SAMPLES = 20;
    private static final Instant EPOCH = Instant.parse("2005-01-01T00:00:00Z");
    private static final int SECONDS = (int) ChronoUnit.SECONDS.between(EPOCH, Instant.parse("2040-01-01T00:00:00Z"));
    private static final CountryCatalogue COUNTRIES = new CountryCatalogue();
    /** Half-hour changes, changes at midnight, a day that was skipped, a change that comes back twice a year for Ramadan. */
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Africa/Johannesburg"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Africa/Cairo"),
            ZoneId.of("Africa/Casablanca"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Pacific/Apia"));

    private final long seed = Long.getLong("hours.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void nextAllowedAtIsLaterIsAllowedAndIsTheFirst() {
        for (int run = 0; run < RUNS; run++) {
            ContactHours hours = hours();
            Specification specification = new Specification(hours);
            Instant asked = instant(hours.zone());
            String story = "seed %d, run %d: %s in %s".formatted(seed, run, asked, hours);
            Optional<Instant> next = hours.nextAllowedAt(asked);

            assertThat(next.isEmpty()).as(story).isEqualTo(specification.isAllowed(asked));
            if (next.isPresent()) {
                assertThat(next.get()).as(story).isAfter(asked);
                assertThat(specification.isAllowed(next.get())).as(story).isTrue();
                assertThat(hours.nextAllowedAt(next.get())).as(story).isEmpty();
                for (Instant between : between(asked, next.get())) {
                    assertThat(specification.isAllowed(between))
                            .as(story + ", at " + between)
                            .isFalse();
                    assertThat(hours.nextAllowedAt(between))
                            .as(story + ", at " + between)
                            .isEqualTo(next);
                }
            }
        }
    }

    @Test
    void moreProclaimedDaysOrQuietHoursNeverAllowEarlier() {
        for (int run = 0; run < RUNS; run++) {
            ContactHours hours = hours();
            Instant asked = instant(hours.zone());
            Set<LocalDate> more = new HashSet<>(hours.proclaimed());
            more.add(LocalDate.ofInstant(asked, hours.zone()).plusDays(random.nextInt(4)));
            ContactHours closedMore = new ContactHours(hours.zone(), hours.country(), more, hours.quiet());
            ContactHours withoutQuiet = new ContactHours(hours.zone(), hours.country(), hours.proclaimed(), null);

            assertThat(first(closedMore, asked))
                    .as("seed %d, run %d: %s in %s", seed, run, asked, hours)
                    .isAfterOrEqualTo(first(hours, asked));
            assertThat(first(hours, asked))
                    .as("seed %d, run %d: %s in %s", seed, run, asked, hours)
                    .isAfterOrEqualTo(first(withoutQuiet, asked));
        }
    }

    private static Instant first(ContactHours hours, Instant asked) {
        return hours.nextAllowedAt(asked).orElse(asked);
    }

    /** The specification, written without the search: by local time, and by the calendar as it is shown. */
    private record Specification(ContactHours hours, Map<Integer, Set<LocalDate>> holidays) {

        Specification(ContactHours hours) {
            this(hours, new HashMap<>());
        }

        boolean isAllowed(Instant instant) {
            ZonedDateTime local = instant.atZone(hours.zone());
            int second = local.toLocalTime().toSecondOfDay();
            QuietHours quiet = hours.quiet();
            return hours.country().weekly().getOrDefault(local.getDayOfWeek(), List.of()).stream()
                            .anyMatch(span -> isWithin(span, second))
                    && (quiet == null
                            || !isQuiet(
                                    second,
                                    quiet.from().toSecondOfDay(),
                                    quiet.to().toSecondOfDay()))
                    && !holidays.computeIfAbsent(local.getYear(), this::holidaysOf)
                            .contains(local.toLocalDate());
        }

        private Set<LocalDate> holidaysOf(int year) {
            Map<LocalDate, String> named = new HashMap<>();
            hours.proclaimed().forEach(day -> named.put(day, "proclaimed"));
            return hours.country().holidays(year, named).stream()
                    .map(Holiday::date)
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isWithin(TimeSpan span, int second) {
        return second >= span.from().toSecondOfDay()
                && (span.to().toSecondOfDay() == 0 || second < span.to().toSecondOfDay());
    }

    private static boolean isQuiet(int second, int from, int to) {
        int day = 24 * 60 * 60;
        return Math.floorMod(second - from, day) < Math.floorMod(to - from, day);
    }

    private List<Instant> between(Instant asked, Instant next) {
        List<Instant> samples = new ArrayList<>(List.of(next.minusNanos(1)));
        long seconds = ChronoUnit.SECONDS.between(asked, next);
        for (int i = 0; i < SAMPLES && seconds > 0; i++) {
            samples.add(asked.plusSeconds((long) (random.nextDouble() * seconds)));
        }
        return samples;
    }

    private ContactHours hours() {
        while (true) {
            CountryHours country = country();
            @Nullable QuietHours quiet = random.nextBoolean() ? null : quiet();
            if (quiet == null || quiet.leaveTimeIn(country)) {
                Set<LocalDate> proclaimed = new HashSet<>();
                for (int i = random.nextInt(200); i > 0; i--) {
                    proclaimed.add(LocalDate.of(2005, 1, 1).plusDays(random.nextInt(35 * 365)));
                }
                return new ContactHours(ZONES.get(random.nextInt(ZONES.size())), country, proclaimed, quiet);
            }
        }
    }

    private CountryHours country() {
        return switch (random.nextInt(4)) {
            case 0 -> COUNTRIES.of("ZA");
            case 1 -> COUNTRIES.of("AQ");
            case 2 -> CountryHours.UNRESTRICTED;
            default -> anyCountry();
        };
    }

    private CountryHours anyCountry() {
        Map<DayOfWeek, List<TimeSpan>> weekly = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            int from = random.nextInt(12 * 60);
            int to = from + 1 + random.nextInt(12 * 60);
            boolean closed = day != DayOfWeek.THURSDAY && random.nextInt(3) == 0;
            weekly.put(day, closed ? List.of() : List.of(new TimeSpan(time(from), time(to))));
        }
        return new CountryHours("XX", List.of(), weekly, List.of(), List.of(), Set.of(DayOfWeek.SUNDAY));
    }

    private QuietHours quiet() {
        int from = random.nextInt(24 * 60);
        return new QuietHours(time(from), time((from + 1 + random.nextInt(24 * 60 - 1)) % (24 * 60)));
    }

    private static LocalTime time(int minuteOfDay) {
        return LocalTime.ofSecondOfDay(minuteOfDay * 60L);
    }

    private Instant instant(ZoneId zone) {
        Instant any = EPOCH.plusSeconds(random.nextInt(SECONDS));
        @Nullable ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        return change == null || random.nextBoolean()
                ? any.plusNanos(random.nextInt(2) * 999_999_999L)
                : change.getInstant().plusSeconds(random.nextInt(6 * 60 * 60) - 4 * 60 * 60);
    }
}

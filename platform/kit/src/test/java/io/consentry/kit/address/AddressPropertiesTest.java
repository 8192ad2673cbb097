package io.consentry.kit.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.AddressKind;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Seeded: a failure prints the seed; set the system property {@code address.seed} to repeat it. */
class AddressPropertiesTest {

    private static final long SEED = Long.getLong("address.seed", System.nanoTime());
    private static final int TRIES = 10_000;
    private static final List<String> PIECES = List.of(
            "a",
            "z",
            "thabo",
            "mokoena",
            "0",
            "27",
            "x".repeat(31),
            "-",
            "--",
            "+",
            "_",
            "!",
            "'",
            "`",
            "~",
            ".",
            ".",
            "..",
            "A",
            "Q",
            "é",
            "E\u0301",
            "ß",
            "Σ",
            "σ",
            "ς",
            "ü",
            "例",
            "İ",
            "ﬁ",
            "\u200D",
            "\"",
            "\\",
            " ",
            "(",
            "@",
            "xn--",
            "。",
            "\uD83D\uDE00",
            "\uFF0E");
    private static final List<String> ENDINGS = List.of(
            "example.org",
            "Example.ORG",
            "example.co.za",
            "a.b",
            "1.2",
            "x.9",
            "-a.org",
            "bücher.example",
            "example",
            "");

    private final Random random = new Random(SEED);
    private final AddressNormaliser normaliser = new AddressNormaliser();

    @Test
    void theFastPathGivesWhatTheSlowOneGives() {
        int fast = 0;
        for (int i = 0; i < TRIES; ) {
            String text = randomEmail();
            if (!EmailAddresses.isNormalised(text)) {
                continue;
            }
            i++;
            fast++;
            Address slow = EmailAddresses.normaliseSlowly(text);

            assertThat(slow.normalised()).as("seed %d: %s", SEED, text).isEqualTo(text);
            assertThat(slow.raw()).as("seed %d: %s", SEED, text).isEqualTo(text);
        }
        assertThat(fast).isEqualTo(TRIES);
    }

    @Test
    void everyNormalisedAsciiDotAtomTakesTheFastPath() {
        for (int i = 0; i < TRIES; i++) {
            String text = randomEmail();
            Address address = normaliseOrNull(AddressKind.EMAIL, text);
            if (address == null || !address.normalised().chars().allMatch(c -> c < 0x80 && c != '"')) {
                continue;
            }

            assertThat(EmailAddresses.isNormalised(address.normalised()))
                    .as("seed %d: %s", SEED, text)
                    .isTrue();
        }
    }

    @Test
    void normalisingTwiceChangesNothing() {
        int valid = 0;
        for (int i = 0; i < TRIES; i++) {
            AddressKind kind = AddressKind.values()[random.nextInt(AddressKind.values().length)];
            String text = randomText(kind);
            Address once = normaliseOrNull(kind, text);
            if (once == null) {
                continue;
            }
            valid++;
            Address fromNormalised = normaliser.normalise(kind, once.normalised(), "US");
            Address fromRaw = normaliser.normalise(kind, once.raw(), "US");

            assertThat(fromNormalised).as("seed %d: %s %s", SEED, kind, text).isEqualTo(once);
            assertThat(fromRaw).as("seed %d: %s %s", SEED, kind, text).isEqualTo(once);
            assertThat(fromRaw.raw()).as("seed %d: %s %s", SEED, kind, text).isEqualTo(once.raw());
            assertThat(once.toString())
                    .as("seed %d", SEED)
                    .isEqualTo("Address[" + kind.wireName() + " " + once.masked() + "]");
            assertThat(once.masked()).as("seed %d", SEED).isNotEqualTo(once.normalised());
        }
        assertThat(valid).as("seed %d: addresses that were valid", SEED).isGreaterThan(TRIES / 20);
    }

    @Test
    void aPhoneNumberHasTheSameFormWithAndWithoutItsCountryCode() {
        for (int i = 0; i < TRIES; i++) {
            String national = String.valueOf(100_000_000 + random.nextInt(900_000_000));
            Address full = normaliseOrNull(AddressKind.PHONE, "+27" + national);
            Address local = normaliseOrNull(AddressKind.PHONE, "0" + national);

            if (full != null) {
                assertThat(local).as("seed %d: %s", SEED, national).isEqualTo(full);
                assertThat(full.normalised()).as("seed %d", SEED).isEqualTo("+27" + national);
            }
        }
    }

    private String randomText(AddressKind kind) {
        return switch (kind) {
            case EMAIL -> randomEmail();
            case PHONE -> (random.nextBoolean() ? "0" : "+27") + (100_000_000 + random.nextInt(900_000_000));
            case WHATSAPP_USER_ID -> "ZA." + Integer.toString(random.nextInt(1 << 30), 36);
            case PUSH_TOKEN, EXTERNAL_ID -> pieces(4);
        };
    }

    private String randomEmail() {
        boolean plain = random.nextInt(3) > 0;
        String local = plain ? plainPieces(1 + random.nextInt(6)) : pieces(1 + random.nextInt(6));
        String quoted = random.nextInt(12) == 0 ? '"' + local + '"' : local;
        String domain = random.nextInt(3) == 0
                ? pieces(3) + "."
                : random.nextBoolean() ? plainPieces(1 + random.nextInt(3)) + "." : "";
        return quoted + "@" + domain + ENDINGS.get(random.nextInt(ENDINGS.size()));
    }

    private String plainPieces(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(PIECES.get(random.nextInt(16)));
        }
        return text.toString();
    }

    private String pieces(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private @Nullable Address normaliseOrNull(AddressKind kind, String text) {
        try {
            return normaliser.normalise(kind, text, "ZA");
        } catch (AddressInvalidException e) {
            return null;
        }
    }
}

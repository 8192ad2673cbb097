package io.consentry.kit.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.crypto.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkTokenCodecTest {

    private static final long SEED = new Random().nextLong();
    private static final TenantKeys KEYS = new KeyVault(new byte[32]).generate();
    private final Random random = new Random(SEED);

    @Test
    void everyTokenComesBackAsItWas() {
        for (int i = 0; i < 2_000; i++) {
            LinkToken token = token();
            String text = LinkTokenCodec.encode(KEYS, token);
            assertThat(LinkTokenCodec.decode(KEYS, text)).as("seed %d", SEED).contains(token);
            assertThat(LinkTokenCodec.tenantOf(text)).contains(token.tenant());
            assertThat(text).matches("[A-Za-z0-9_-]+").hasSizeLessThanOrEqualTo(LinkTokenCodec.TEXT_LENGTH_MAX);
        }
    }

    @Test
    void theLargestTokenFits() {
        LinkToken token = new LinkToken(
                new TenantId("t".repeat(40)),
                address(AddressKind.WHATSAPP_USER_ID),
                "…".repeat(60),
                Channel.WHATSAPP,
                new PurposeKey("p".repeat(64)),
                "t".repeat(64),
                "€".repeat(64),
                Instant.ofEpochSecond(Integer.MAX_VALUE));
        String text = LinkTokenCodec.encode(KEYS, token);
        assertThat(text).hasSizeLessThanOrEqualTo(LinkTokenCodec.TEXT_LENGTH_MAX);
        assertThat(LinkTokenCodec.decode(KEYS, text)).contains(token);
    }

    @Test
    void aLinkOutlivesTheKeyThatMadeIt() {
        LinkToken token = token();
        String text = LinkTokenCodec.encode(KEYS, token);
        assertThat(LinkTokenCodec.decode(KEYS.rotated().rotated(), text)).contains(token);
    }

    @Test
    void everySingleBitFlipIsRefused() {
        byte[] bytes = Base64.getUrlDecoder().decode(LinkTokenCodec.encode(KEYS, token()));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(LinkTokenCodec.decode(
                            KEYS, Base64.getUrlEncoder().withoutPadding().encodeToString(flipped)))
                    .as("bit %d, seed %d", bit, SEED)
                    .isEmpty();
        }
    }

    @Test
    void everyOtherCharacterIsRefused() {
        String text = LinkTokenCodec.encode(KEYS, token());
        for (int i = 0; i < text.length(); i++) {
            for (String other : new String[] {"A", "_", "9", "=", "+", " ", "é"}) {
                if (!other.equals(text.substring(i, i + 1))) {
                    String changed = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(LinkTokenCodec.decode(KEYS, changed)).as(changed).isEmpty();
                }
            }
        }
    }

    @Test
    void everyTruncationAndExtensionIsRefused() {
        String text = LinkTokenCodec.encode(KEYS, token());
        for (int length = 0; length < text.length(); length++) {
            assertThat(LinkTokenCodec.decode(KEYS, text.substring(0, length)))
                    .as("length %d", length)
                    .isEmpty();
        }
        for (String more : new String[] {"A", "AA", "AAAA", "=", "==", ".", "\n"}) {
            assertThat(LinkTokenCodec.decode(KEYS, text + more)).isEmpty();
        }
    }

    @Test
    void anotherTenantsKeysRefuse() {
        TenantKeys others = new KeyVault(new byte[32]).generate();
        assertThat(LinkTokenCodec.decode(others, LinkTokenCodec.encode(KEYS, token())))
                .isEmpty();
    }

    @Test
    void aCiphertextOfAnotherPurposeIsNoLink() {
        LinkToken token = token();
        byte[] tenant = token.tenant().value().getBytes(StandardCharsets.US_ASCII);
        byte[] stored = KEYS.encrypt(new byte[200], "address".getBytes(StandardCharsets.US_ASCII));
        byte[] all = new byte[2 + tenant.length + stored.length];
        all[0] = 1;
        all[1] = (byte) tenant.length;
        System.arraycopy(tenant, 0, all, 2, tenant.length);
        System.arraycopy(stored, 0, all, 2 + tenant.length, stored.length);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        assertThat(LinkTokenCodec.decode(KEYS, text)).isEmpty();
    }

    @Test
    void noiseIsRefused() {
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = 1;
            }
            assertThat(LinkTokenCodec.decode(
                            KEYS, Base64.getUrlEncoder().withoutPadding().encodeToString(noise)))
                    .isEmpty();
        }
        assertThat(LinkTokenCodec.decode(KEYS, "A".repeat(2_000))).isEmpty();
    }

    private LinkToken token() {
        AddressKind kind = AddressKind.values()[random.nextInt(AddressKind.values().length)];
        return new LinkToken(
                new TenantId("t" + text(1 + random.nextInt(38))),
                address(kind),
                text(1 + random.nextInt(LinkToken.MASKED_LENGTH_MAX)),
                Channel.values()[random.nextInt(Channel.values().length)],
                random.nextBoolean() ? null : new PurposeKey("p" + text(random.nextInt(64))),
                maybe(64),
                maybe(64),
                Instant.ofEpochSecond(random.nextInt()));
    }

    private KeyedAddress address(AddressKind kind) {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return new KeyedAddress(
                kind, new AddressKey(Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
    }

    private @Nullable String maybe(int lengthMax) {
        return random.nextBoolean() ? null : text(1 + random.nextInt(lengthMax));
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}

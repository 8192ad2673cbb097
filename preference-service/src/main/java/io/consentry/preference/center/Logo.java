package io.consentry.preference.center;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A picture in the page itself, so that no page ever asks another server. Small, and of a kind that cannot run anything. */
final class Logo {

    static final int LENGTH_MAX = 24_000;
    private static final Pattern DATA = Pattern.compile("data:image/(png|jpeg|webp);base64,([A-Za-z0-9+/]+={0,2})");

    private Logo() {}

    /** The address as given; fails on what is none. */
    static String parse(String logo) {
        if (logo.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("may have at most " + LENGTH_MAX + " characters");
        }
        Matcher data = DATA.matcher(logo);
        if (!data.matches() || !isOfItsKind(data.group(1), Base64.getDecoder().decode(data.group(2)))) {
            throw new IllegalArgumentException("must be a data: address of a PNG, JPEG or WebP in Base64");
        }
        return logo;
    }

    private static boolean isOfItsKind(String kind, byte[] picture) {
        return switch (kind) {
            case "png" -> begins(picture, 0, 0x89, 'P', 'N', 'G');
            case "jpeg" -> begins(picture, 0, 0xFF, 0xD8, 0xFF);
            default -> begins(picture, 0, 'R', 'I', 'F', 'F') && begins(picture, 8, 'W', 'E', 'B', 'P');
        };
    }

    private static boolean begins(byte[] picture, int from, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (picture.length <= from + i || (picture[from + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}

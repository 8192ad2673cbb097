package io.consentry.preference.center;

import java.util.Locale;
import java.util.regex.Pattern;

/** A colour that text on white, and white text on it, can be read in (WCAG 2.2, success criterion 1.4.3). */
final class Colour {

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final double CONTRAST_MIN = 4.5;

    private Colour() {}

    /** The colour in lower case; fails on what is none, or has too little contrast. */
    static String parse(String colour) {
        if (!HEX.matcher(colour).matches()) {
            throw new IllegalArgumentException("must be #rrggbb");
        }
        double contrast = contrastWithWhite(colour);
        if (contrast < CONTRAST_MIN) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "has a contrast of %.2f to 1 with white; choose a darker one, with at least %.1f (WCAG 1.4.3)",
                    Math.floor(contrast * 100) / 100,
                    CONTRAST_MIN));
        }
        return colour.toLowerCase(Locale.ROOT);
    }

    /** From 1 for white itself to 21 for black. */
    static double contrastWithWhite(String colour) {
        double luminance = 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
        return 1.05 / (luminance + 0.05);
    }

    private static double linear(String colour, int from) {
        double part = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}

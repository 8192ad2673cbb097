package io.consentry.kit.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.consentry.contract.AddressKind;

/**
 * Telephone numbers through libphonenumber (rule D-15). Every number goes through the library: its answer depends on metadata of 240
 * regions, and a shape check that agrees with it would be a copy of that metadata.
 */
final class PhoneNumbers {

    private static final int LENGTH_MAX = 64;
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    static Address normalise(String text, String defaultRegion) {
        if (text.length() > LENGTH_MAX) {
            throw AddressInvalidException.tooLong(LENGTH_MAX);
        }
        String digits = withoutInvisible(text);
        try {
            PhoneNumber number = LIBRARY.parse(digits, defaultRegion);
            if (!LIBRARY.isValidNumber(number)) {
                throw invalid();
            }
            String e164 = LIBRARY.format(number, PhoneNumberFormat.E164);
            return new Address(AddressKind.PHONE, e164, e164);
        } catch (NumberParseException e) {
            throw invalid();
        }
    }

    /** How many digits of an E.164 number are its country calling code. */
    static int countryCodeLength(String e164) {
        try {
            return String.valueOf(LIBRARY.parse(e164, null).getCountryCode()).length();
        } catch (NumberParseException e) {
            throw new IllegalStateException("a normalised number must parse");
        }
    }

    /**
     * Drops the direction marks that address books wrap around numbers, and refuses letters: the library would read vanity numbers,
     * extensions and numbers inside prose.
     */
    private static String withoutInvisible(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.getType(c) == Character.FORMAT) {
                continue;
            }
            if (!isDigitOrPunctuation(c)) {
                throw invalid();
            }
            kept.append(c);
        }
        return kept.toString();
    }

    private static boolean isDigitOrPunctuation(char c) {
        return Character.isDigit(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || "+＋()（）./．／·~\u2212\u30FC[]".indexOf(c) >= 0;
    }

    private static AddressInvalidException invalid() {
        return new AddressInvalidException(
                "not-a-phone-number", "The text is not a telephone number that exists in its numbering plan.");
    }
}

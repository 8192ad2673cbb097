package io.consentry.kit.address;

import io.consentry.contract.AddressKind;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Brings an address to the one form by which it is compared. What is refused here never reaches a database; the exception names the
 * rule and not the text.
 */
public final class AddressNormaliser {

    private static final int LENGTH_MAX = 4096;
    private static final int EXTERNAL_ID_LENGTH_MAX = 200;
    private static final Pattern WHATSAPP_USER_ID = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9._-]{1,128}");
    private static final Pattern PUSH_TOKEN = Pattern.compile("[!-~]{1,4096}");

    /**
     * Reads an address.
     *
     * @param defaultRegion ISO 3166 region in which a telephone number without country code is read, such as {@code ZA}
     * @throws AddressInvalidException when the text is no address of the kind
     */
    public Address normalise(AddressKind kind, String text, String defaultRegion) {
        if (kind == AddressKind.EMAIL && EmailAddresses.isNormalised(text)) {
            return new Address(kind, text, text);
        }
        if (text.length() > LENGTH_MAX) {
            throw AddressInvalidException.tooLong(LENGTH_MAX);
        }
        requireText(text);
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw AddressInvalidException.empty();
        }
        return switch (kind) {
            case EMAIL -> EmailAddresses.normalise(stripped);
            case PHONE -> PhoneNumbers.normalise(stripped, defaultRegion);
            case WHATSAPP_USER_ID -> whatsappUserId(stripped);
            case PUSH_TOKEN -> pushToken(stripped);
            case EXTERNAL_ID -> externalId(stripped);
        };
    }

    private static void requireText(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                throw AddressInvalidException.controlCharacters();
            }
            i += Character.charCount(c);
        }
    }

    private static Address whatsappUserId(String text) {
        if (!WHATSAPP_USER_ID.matcher(text).matches()) {
            throw new AddressInvalidException(
                    "not-a-whatsapp-user-id", "The text is not a WhatsApp user id: country, dot, identifier.");
        }
        return new Address(AddressKind.WHATSAPP_USER_ID, text, text);
    }

    private static Address pushToken(String text) {
        if (!PUSH_TOKEN.matcher(text).matches()) {
            throw new AddressInvalidException("not-a-push-token", "A push token is printable ASCII without spaces.");
        }
        return new Address(AddressKind.PUSH_TOKEN, text, text);
    }

    private static Address externalId(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (composed.length() > EXTERNAL_ID_LENGTH_MAX) {
            throw AddressInvalidException.tooLong(EXTERNAL_ID_LENGTH_MAX);
        }
        return new Address(AddressKind.EXTERNAL_ID, composed, composed);
    }
}

package io.consentry.consent.lint;

import io.consentry.contract.event.TenantEvent.Contact;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a text has one of the tenant's contact details, to which a person can send the request that messages stop. */
final class ContactDetails {

    /** National numbers agree in their last nine digits whichever way their beginning is written. */
    private static final int DIGITS_COMPARED = 9;

    private static final int DIGITS_MIN = 5;
    private static final Pattern SCHEME = Pattern.compile("^(?:https?://)?(?:www\\.)?");

    private ContactDetails() {}

    static boolean isIn(Rendition rendition, Contact contact) {
        String text = rendition.withTargets().toLowerCase(Locale.ROOT);
        return standsAlone(text, contact.email().toLowerCase(Locale.ROOT), "")
                || hasPhone(text, contact.phone())
                || hasWebsite(text, contact.website())
                || hasPhysicalAddress(rendition, contact);
    }

    static boolean hasPhysicalAddress(Rendition rendition, Contact contact) {
        String address = contact.physicalAddress();
        return address != null && FoldedText.of(rendition.visible()).contains(FoldedText.of(address));
    }

    private static boolean hasPhone(String text, @Nullable String phone) {
        String digits = phone == null ? "" : joined(phone).replaceAll("\\D", "");
        if (digits.length() < DIGITS_MIN) {
            return false;
        }
        if (digits.length() < DIGITS_COMPARED) {
            return FoldedText.of(text).contains(FoldedText.of(digits));
        }
        return joined(text).contains(digits.substring(digits.length() - DIGITS_COMPARED));
    }

    /** The site itself or its page for contact, as the tenant set it; a deeper link leads to the offer, not to the sender. */
    private static boolean hasWebsite(String text, @Nullable String website) {
        if (website == null) {
            return false;
        }
        String site = SCHEME.matcher(website.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        return standsAlone(text, site.endsWith("/") ? site.substring(0, site.length() - 1) : site, "/");
    }

    /** Whether an address stands in the text and is not a part of a longer one. */
    private static boolean standsAlone(String text, String address, String mayFollow) {
        if (address.isBlank()) {
            return false;
        }
        for (int at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
            int end = at + address.length();
            boolean begins = at == 0 || !isOfAddress(text.charAt(at - 1)) || text.startsWith("www.", at - 4);
            if (begins && ends(text, text.startsWith(mayFollow, end) ? end + mayFollow.length() : end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(String text, int end) {
        if (end >= text.length()) {
            return true;
        }
        boolean continued = text.charAt(end) == '.' && end + 1 < text.length() && isOfAddress(text.charAt(end + 1));
        return !continued && (text.charAt(end) == '.' || !isOfAddress(text.charAt(end)) && text.charAt(end) != '/');
    }

    private static boolean isOfAddress(char character) {
        return Character.isLetterOrDigit(character) || "._%+-@".indexOf(character) >= 0;
    }

    /** Without what people put between digits. */
    private static String joined(String text) {
        StringBuilder joined = new StringBuilder(text.length());
        text.chars()
                .filter(character -> !Character.isWhitespace(character)
                        && !Character.isSpaceChar(character)
                        && "()-./‐‑–\u00ad".indexOf(character) < 0)
                .forEach(character -> joined.append((char) character));
        return joined.toString();
    }
}

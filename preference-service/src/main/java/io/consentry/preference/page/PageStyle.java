package io.consentry.preference.page;

import io.consentry.preference.page.Pages.Branding;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The one style sheet, in the page and named by its hash in the content security policy: nothing else can style or run. */
@ApplicationScoped
class PageStyle {

    private final String css = load();

    String css(Branding branding) {
        return branding.colour() == null
                ? css
                : css + "@media not (prefers-color-scheme:dark){:root{--act:" + branding.colour() + "}}";
    }

    String contentSecurityPolicy(Branding branding) {
        return "default-src 'none'; style-src 'sha256-" + sha256(css(branding)) + "'; "
                + (branding.logo() == null ? "" : "img-src data:; ")
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static String load() {
        try (InputStream in = PageStyle.class.getResourceAsStream("/pages/style.css")) {
            if (in == null) {
                throw new IllegalStateException("/pages/style.css is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}

package io.consentry.preference.link;

import io.consentry.kit.link.LinkToken;
import io.consentry.kit.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A genuine link that somebody followed. Redacted when printed: the text is as good as the person's word. */
public final class Link {

    private final String text;
    private final LinkToken token;
    private final Tenant tenant;

    Link(String text, LinkToken token, Tenant tenant) {
        this.text = text;
        this.token = token;
        this.tenant = tenant;
    }

    /** The opaque part, as it stands in the address. */
    public String text() {
        return text;
    }

    public LinkToken token() {
        return token;
    }

    public Tenant tenant() {
        return tenant;
    }

    /** SHA-256 of the text: tells links apart in the database without keeping one that works. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    @Override
    public String toString() {
        return "Link[redacted]";
    }
}

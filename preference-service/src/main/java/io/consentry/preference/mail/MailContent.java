package io.consentry.preference.mail;

import io.consentry.kit.address.Address;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.json.EventJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** What is stored of a mail, encrypted under the tenant's keys and bound to its row. Redacted when printed. */
record MailContent(String to, String subject, String text, String html) {

    static MailContent of(Mail mail) {
        return new MailContent(envelope(mail.to()), mail.subject(), mail.text(), mail.html());
    }

    /** The mailbox as it was spelt (rule C-11), at the domain as servers know it. */
    private static String envelope(Address address) {
        String raw = address.raw();
        String normalised = address.normalised();
        return raw.substring(0, raw.lastIndexOf('@')) + normalised.substring(normalised.lastIndexOf('@'));
    }

    Buffer sealed(TenantKeys keys, UUID id) {
        return Buffer.buffer(keys.encrypt(EventJson.write(this).getBytes(StandardCharsets.UTF_8), associatedData(id)));
    }

    static MailContent open(TenantKeys keys, UUID id, byte[] sealed) throws GeneralSecurityException {
        byte[] json = keys.decrypt(sealed, associatedData(id));
        return EventJson.read(new String(json, StandardCharsets.UTF_8), MailContent.class);
    }

    private static byte[] associatedData(UUID id) {
        return ("mail:" + id).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "MailContent[redacted]";
    }
}

package io.consentry.preference.mail;

import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.tenant.Tenant;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;

/** Tenants and mails of unit tests. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    static final MailContent CONTENT =
            new MailContent("Thandi@example.org", "Bevestig: Grüße", "Hello ✓\nline two", "<p>Hello ✓</p>");

    private Samples() {}

    static Tenant tenant(String tradingName, String contact) {
        TenantSettings settings = new TenantSettings(
                "Acme (Pty) Ltd",
                tradingName,
                new Contact(contact, null, null, null),
                null,
                "ZA",
                "ZA",
                "Africa/Johannesburg",
                "za",
                12,
                null,
                null,
                null);
        return new Tenant(
                new TenantId("acme"), 1, TenantStatus.ACTIVE, settings, new KeyVault(new byte[32]).generate());
    }

    static QueuedMail queued() {
        KeyedAddress to = new KeyedAddress(AddressKind.EMAIL, new AddressKey("A".repeat(43)));
        return new QueuedMail(UUID.randomUUID(), new TenantId("acme"), to, false, Buffer.buffer(), NOW, 0);
    }
}

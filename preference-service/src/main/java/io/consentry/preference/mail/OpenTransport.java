package io.consentry.preference.mail;

import io.consentry.kit.tenant.Tenant;

/** A way out, as long as some mails need it. */
interface OpenTransport extends AutoCloseable {

    /**
     * Sends one mail.
     *
     * @throws MailRefusedException when no other try can succeed
     * @throws SendFailedException when another may
     * @throws TransportFailedException when it is not about this mail
     */
    void send(QueuedMail mail, Tenant tenant, MailContent content);

    @Override
    void close();
}

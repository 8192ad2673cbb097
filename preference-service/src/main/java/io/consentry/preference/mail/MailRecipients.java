package io.consentry.preference.mail;

import io.consentry.contract.Channel;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.preference.record.RecordStore;
import io.consentry.preference.suppressed.SuppressedAddresses;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Who gets mail, as of when it leaves. */
@ApplicationScoped
class MailRecipients {

    private final TenantDatabase database;
    private final SuppressedAddresses suppressed;
    private final RecordStore records;

    MailRecipients(TenantDatabase database, SuppressedAddresses suppressed, RecordStore records) {
        this.database = database;
        this.suppressed = suppressed;
        this.records = records;
    }

    /** Whether nothing forbids the mail. */
    Uni<Boolean> mayGet(QueuedMail mail) {
        return database.inTransaction(mail.tenant(), transaction -> suppressed
                .forbidMessages(transaction, mail.tenant(), mail.to(), Channel.EMAIL)
                .chain(forbidden -> forbidden ? Uni.createFrom().item(false) : isKnownIfNeeded(transaction, mail)));
    }

    private Uni<Boolean> isKnownIfNeeded(SqlConnection transaction, QueuedMail mail) {
        return mail.onlyIfKnown()
                ? records.knows(transaction, mail.tenant(), mail.to())
                : Uni.createFrom().item(true);
    }
}

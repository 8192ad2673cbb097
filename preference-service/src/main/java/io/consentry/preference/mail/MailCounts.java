package io.consentry.preference.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/** What became of mail since the start. */
@ApplicationScoped
class MailCounts {

    private final LongAdder sent = new LongAdder();
    private final LongAdder postponed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final LongAdder withheld = new LongAdder();

    void sent() {
        sent.increment();
    }

    void postponed() {
        postponed.increment();
    }

    void refused() {
        refused.increment();
    }

    void expired(int mails) {
        expired.add(mails);
    }

    void withheld() {
        withheld.increment();
    }

    long sentCount() {
        return sent.sum();
    }

    long postponedCount() {
        return postponed.sum();
    }

    long refusedCount() {
        return refused.sum();
    }

    long expiredCount() {
        return expired.sum();
    }

    long withheldCount() {
        return withheld.sum();
    }
}

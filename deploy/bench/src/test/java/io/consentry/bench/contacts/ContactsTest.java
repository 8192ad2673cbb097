package io.consentry.bench.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.contract.AddressKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContactsTest {

    @Test
    void addressHasSevenDigits() {
        assertThat(Recipients.email(0)).isEqualTo("person0000000@bench.example");
        assertThat(Recipients.email(9_999_999)).isEqualTo("person9999999@bench.example");
        assertThat(Recipients.SLOT).hasSameSizeAs(Recipients.email(1));
        assertThatThrownBy(() -> Recipients.email(10_000_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void loadingGoesOnWhereItEnded() {
        for (long present : new long[] {0, 1, 20_000, 999_999, 1_000_000}) {
            assertThat(ContactLoader.firstMissing(1_000_000, number -> number < present))
                    .isEqualTo(present);
        }
    }

    @Test
    void rowIsWhatCopyReads() {
        StringBuilder rows = new StringBuilder();

        new FactsRow("acme", Instant.parse("2026-11-25T09:30:00Z")).append(rows, new AddressKey("k".repeat(43)), 7);

        assertThat(rows).hasToString("acme\t" + "k".repeat(43) + "\t" + """
                        {"consents":[{"subjectId":"01933f2e-7c5a-7a10-9000-000000000007","purpose":"offers","channel":"email",\
                        "status":"ConsentGiven","eventId":"01933f2e-7c5a-7b20-9000-000000000007",\
                        "ownAct":true,"occurredAt":"2026-10-26T00:00:00Z","validUntil":"2028-10-25T00:00:00Z"}]}
                        """);
    }
}

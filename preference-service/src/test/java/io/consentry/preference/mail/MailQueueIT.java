package io.consentry.preference.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.preference.Database;
import io.consentry.preference.Suppressions;
import io.consentry.preference.Tenants;
import io.consentry.preference.WholeService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WholeService
class MailQueueIT {

    private static final Duration WAIT = Duration.ofSeconds(10);

    @Inject
    Tenants tenants;

    @Inject
    TenantDirectory directory;

    @Inject
    TenantDatabase transactions;

    @Inject
    Database database;

    @Inject
    MailQueue queue;

    @Inject
    Mailbox mailbox;

    @Inject
    Suppressions suppressions;

    TenantId tenant = new TenantId("none");
    String address = "";

    @BeforeEach
    void createTenant() {
        tenant = tenants.create("Acme", TenantStatus.ACTIVE);
        address = "Thandi+" + UUID.randomUUID() + "@example.org";
    }

    @Test
    void aMailIsWrittenWholeForItsOwnerOnlyAndItsContentForgotten() throws Exception {
        offer("Hello ✓");

        List<Mailbox.Received> received = mailbox.messages(tenant, address);
        assertThat(received).hasSize(1);
        assertThat(received.get(0).text()).isEqualTo("Hello ✓");
        assertThat(received.get(0).html()).isEqualTo("<p>Hello ✓</p>");
        assertThat(received.get(0).message().getFrom()[0]).hasToString("Acme <no-reply@mail.example>");
        for (Path file : mailbox.files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(database.count(tenant.value(), "outgoing_mail")).isEqualTo(1);
    }

    @Test
    void theQueueHoldsNothingToRead() {
        Tenant known = known();
        String row = transactions
                .inTransaction(tenant, transaction -> queue.offer(transaction, known, mail("a secret link"))
                        .chain(() -> transaction
                                .query("select outgoing_mail::text, encode(sealed, 'escape') from outgoing_mail")
                                .execute())
                        .map(rows -> rows.iterator().next().getString(0)
                                + rows.iterator().next().getString(1)))
                .await()
                .atMost(WAIT);
        assertThat(row).doesNotContain("example.org").doesNotContain("secret").contains(tenant.value());
    }

    @Test
    void withoutItsReasonAMailIsNotSent() {
        Tenant known = known();
        Uni<Object> failing =
                transactions.inTransaction(tenant, transaction -> queue.offer(transaction, known, mail("never"))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("the reason fails"))));

        assertThatThrownBy(() -> failing.await().atMost(WAIT)).hasMessage("the reason fails");
        assertThat(database.count(tenant.value(), "outgoing_mail")).isZero();
    }

    @Test
    void nobodyIsFloodedHoweverManyAskAtOnce() {
        List<CompletableFuture<MailOffer>> offers = new ArrayList<>();
        Tenant known = known();
        for (int i = 0; i < 12; i++) {
            offers.add(transactions
                    .inTransaction(tenant, transaction -> queue.offer(transaction, known, mail("Hello")))
                    .subscribeAsCompletionStage());
        }
        List<MailOffer> answers = offers.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(MailOffer.QUEUED::equals).hasSize(3);
        assertThat(answers).filteredOn(MailOffer.ADDRESS_FULL::equals).hasSize(9);
        assertThat(mailbox.messages(tenant, address)).hasSize(3);
        assertThat(offer("Hello")).isEqualTo(MailOffer.ADDRESS_FULL);
    }

    @Test
    void whatWasForgottenAfterADayCountsNoMore() {
        offer("one");
        offer("two");
        offer("three");
        assertThat(mailbox.messages(tenant, address)).hasSize(3);

        age("interval '25 hours'");

        await().atMost(WAIT).untilAsserted(() -> assertThat(database.count(tenant.value(), "outgoing_mail"))
                .isZero());
        assertThat(offer("four")).isEqualTo(MailOffer.QUEUED);
    }

    @Test
    void whatIsDroppedAndSentIsCounted() {
        offer("Hello");
        mailbox.messages(tenant, address);

        given().get("/q/health/well").then().statusCode(200).body("checks.name", hasItem("mail"));
        assertThat(given().get("/q/health/well").jsonPath().getLong("checks.find { it.name == 'mail' }.data.sent"))
                .isPositive();
    }

    @Test
    void whoseAddressWasSuppressedMeanwhileGetsNothingUnlessItIsMarketingOnly() {
        suppressions.add(tenant, address, SuppressionReason.OPT_OUT, null, null);
        offer("asked for");
        assertThat(mailbox.messages(tenant, address)).hasSize(1);

        suppressions.add(tenant, address, SuppressionReason.HARD_BOUNCE, null, Channel.EMAIL);
        offer("too late");
        assertThat(mailbox.messages(tenant, address)).hasSize(1);
    }

    @Test
    void whatCannotBeReadOrIsTooOldIsDroppedAndHoldsUpNobody() {
        long refusedBefore = wellness("refused");
        long expiredBefore = wellness("expired");
        insert("now() - interval '1 hour'");
        insert("now() - interval '25 hours'");
        offer("Hello");

        assertThat(mailbox.messages(tenant, address)).hasSize(1);
        assertThat(wellness("refused")).isEqualTo(refusedBefore + 1);
        assertThat(wellness("expired")).isEqualTo(expiredBefore + 1);
    }

    private static long wellness(String count) {
        return given().get("/q/health/well").jsonPath().getLong("checks.find { it.name == 'mail' }.data." + count);
    }

    /** A mail whose content no key opens. */
    private void insert(String createdAt) {
        database.change("alter table outgoing_mail no force row level security; insert into outgoing_mail"
                + " (id, tenant_id, address_kind, address_key, sealed, created_at, due_at) values (gen_random_uuid(), '"
                + tenant + "', 'email', '" + "A".repeat(43) + "', '\\x00', " + createdAt + ", " + createdAt
                + "); alter table outgoing_mail force row level security");
    }

    private Tenant known() {
        return directory.get(tenant).await().atMost(WAIT);
    }

    private MailOffer offer(String text) {
        Tenant known = known();
        return transactions
                .inTransaction(tenant, transaction -> queue.offer(transaction, known, mail(text)))
                .await()
                .atMost(WAIT);
    }

    private Mail mail(String text) {
        return new Mail(
                new AddressNormaliser().normalise(AddressKind.EMAIL, address, "ZA"),
                false,
                "A subject",
                text,
                "<p>" + text + "</p>");
    }

    private void age(String by) {
        database.change(
                "alter table outgoing_mail no force row level security; update outgoing_mail set created_at = created_at - "
                        + by + " where tenant_id = '" + tenant
                        + "'; alter table outgoing_mail force row level security");
    }
}

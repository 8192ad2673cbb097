package io.consentry.preference.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinksRequestTest {

    @Test
    void aRecipientIsReadWithTheTenantsRegion() {
        LinksRequest request = new LinksRequest(List.of(new RecipientRequest(
                "1",
                new IdentifierRequest(null, "082 123 4567", null, null, null),
                "sms",
                "offers",
                "offers.weekly",
                "m-1")));
        Recipient recipient = request.parse("ZA").get(0);
        assertThat(recipient.address().normalised()).isEqualTo("+27821234567");
        assertThat(recipient.address().kind()).isEqualTo(AddressKind.PHONE);
        assertThat(recipient.channel()).isEqualTo(Channel.SMS);
    }

    @Test
    void everythingWrongIsSaidAtOnceAndNamesNoAddress() {
        List<@Nullable RecipientRequest> recipients = new ArrayList<>();
        recipients.add(email("a@example.org", "email"));
        recipients.add(null);
        recipients.add(new RecipientRequest(null, null, null, "Not A Key", "x y", " "));
        recipients.add(email("secret-at-nowhere", "fax"));
        recipients.add(email("a@example.org", "sms"));
        recipients.add(new RecipientRequest(
                "r".repeat(201),
                new IdentifierRequest("a@example.org", "0821234567", null, null, null),
                "email",
                null,
                null,
                "m".repeat(65)));

        List<Violation> violations = refused(recipients);

        assertThat(violations)
                .extracting(violation -> violation.path() + " " + violation.code())
                .containsExactlyInAnyOrder(
                        "recipients[1] required",
                        "recipients[2].identifier required",
                        "recipients[2].channel required",
                        "recipients[2].purpose shape",
                        "recipients[2].topic shape",
                        "recipients[2].message not-printable",
                        "recipients[3].channel unknown-value",
                        "recipients[3].identifier.email not-an-email",
                        "recipients[4].identifier channel-mismatch",
                        "recipients[5].identifier exactly-one",
                        "recipients[5].ref too-long",
                        "recipients[5].message too-long");
        assertThat(violations.toString()).doesNotContain("secret", "example.org", "082");
    }

    @Test
    void noneAndTooManyAreRefused() {
        assertThat(refused(null)).extracting(Violation::path).containsExactly("recipients");
        assertThat(refused(List.of())).extracting(Violation::code).containsExactly("required");
        assertThat(refused(Collections.nCopies(10_001, email("a@example.org", "email"))))
                .extracting(Violation::code)
                .containsExactly("too-many");
    }

    @Test
    void nothingPrintsAnAddress() {
        RecipientRequest recipient = email("a@example.org", "email");
        assertThat(recipient + " " + recipient.identifier() + new LinksRequest(List.of(recipient)))
                .doesNotContain("example");
    }

    private static RecipientRequest email(String address, String channel) {
        return new RecipientRequest(
                null, new IdentifierRequest(address, null, null, null, null), channel, null, null, null);
    }

    private static List<Violation> refused(@Nullable List<@Nullable RecipientRequest> recipients) {
        RefusedException refusal =
                catchThrowableOfType(RefusedException.class, () -> new LinksRequest(recipients).parse("ZA"));
        return refusal.violations();
    }
}

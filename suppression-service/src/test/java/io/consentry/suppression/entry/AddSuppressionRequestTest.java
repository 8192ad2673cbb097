package io.consentry.suppression.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SuppressionReason;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddSuppressionRequestTest {

    @Test
    void readsAWholeRequest() {
        // Given
        AddSuppressionRequest request =
                new AddSuppressionRequest(phone("082 123 4567"), new ScopeRequest("sms", "offers"), "manual", "asked");

        // When
        AddSuppression command = request.toCommand("ZA");

        // Then
        assertThat(command.address().normalised()).isEqualTo("+27821234567");
        assertThat(command.scope()).isEqualTo(new Scope(new PurposeKey("offers"), Channel.SMS));
        assertThat(command.reason()).isEqualTo(SuppressionReason.MANUAL);
    }

    @Test
    void namesEveryViolationAtOnce() {
        // Given
        IdentifierRequest noEmail = new IdentifierRequest("not an address", null, null, null, null);
        AddSuppressionRequest request = new AddSuppressionRequest(
                noEmail, new ScopeRequest("pigeon", "No Purpose"), "because", "x".repeat(2_001));

        // Then
        assertThat(violations(request))
                .containsExactlyInAnyOrder("identifier.email", "scope.channel", "scope.purpose", "reason", "note");
    }

    @Test
    void needsIdentifierAndReason() {
        assertThat(violations(new AddSuppressionRequest(null, null, null, null)))
                .containsExactly("identifier", "reason");
    }

    @Test
    void needsExactlyOneIdentifier() {
        IdentifierRequest none = new IdentifierRequest(null, null, null, null, null);
        IdentifierRequest two = new IdentifierRequest("t@example.org", "+27821234567", null, null, null);

        assertThat(violations(new AddSuppressionRequest(none, null, "manual", null)))
                .containsExactly("identifier");
        assertThat(violations(new AddSuppressionRequest(two, null, "manual", null)))
                .containsExactly("identifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opt_out", "registry", "soft_bounce"})
    void refusesReasonsThatComeAnotherWay(String reason) {
        assertThat(violations(new AddSuppressionRequest(phone("+27821234567"), null, reason, null)))
                .containsExactly("reason");
    }

    @ParameterizedTest
    @CsvSource({"email", "push"})
    void refusesAChannelThatDoesNotReachTheAddress(String channel) {
        ScopeRequest scope = new ScopeRequest(channel, null);

        assertThat(violations(new AddSuppressionRequest(phone("+27821234567"), scope, "manual", null)))
                .containsExactly("scope.channel");
    }

    @Test
    void refusesANoteAboutAnErasedPerson() {
        assertThat(violations(new AddSuppressionRequest(phone("+27821234567"), null, "erased", "was Thandi")))
                .containsExactly("note");
    }

    @Test
    void neverPrintsTheAddress() {
        AddSuppressionRequest request = new AddSuppressionRequest(phone("+27821234567"), null, "manual", "Thandi");

        assertThat(request.toString() + request.identifier()).doesNotContain("2782", "Thandi");
    }

    private static IdentifierRequest phone(String text) {
        return new IdentifierRequest(null, text, null, null, null);
    }

    private static List<String> violations(AddSuppressionRequest request) {
        @Nullable
        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> request.toCommand("ZA"));
        return refusal == null
                ? List.of()
                : refusal.violations().stream()
                        .map(violation -> violation.path())
                        .toList();
    }
}

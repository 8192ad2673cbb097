package io.consentry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"ab", "foundation", "a-1", "abcdefghijklmnopqrstuvwxyz-0123456789-ab"})
    void tenantIdsAreShortLowerCaseNames(String text) {
        assertThat(TenantId.isValid(text)).isTrue();
        assertThat(new TenantId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1a", "-a", "Ab", "a_b", "a.b", "a b", "a:b", "é1", "ab\n"})
    void otherTenantIdsAreRefused(String text) {
        assertThat(TenantId.isValid(text)).isFalse();
        assertThatThrownBy(() -> new TenantId(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TenantId("a".repeat(41))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "offers", "offers.summer_2026-x"})
    void purposeKeysAreShortLowerCaseNames(String text) {
        assertThat(PurposeKey.isValid(text)).isTrue();
        assertThat(new PurposeKey(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", ".a", "Offers", "a b", "a/b", "a:b", "a\n"})
    void otherPurposeKeysAreRefused(String text) {
        assertThat(PurposeKey.isValid(text)).isFalse();
        assertThatThrownBy(() -> new PurposeKey(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PurposeKey("a".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "thabo@example.org", "+27821234567", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+"})
    void anAddressIsNoAddressKeyAndIsNotRepeated(String text) {
        assertThatThrownBy(() -> new AddressKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(text.isEmpty()
                                || !String.valueOf(e.getMessage()).contains(text))
                        .isTrue());
    }

    @Test
    void aSubjectIdIsNotPrinted() {
        UUID id = UUID.randomUUID();

        assertThat(new SubjectId(id).toString()).doesNotContain(id.toString());
    }

    @Test
    void valueTypesAreBareStringsInJson() throws JsonProcessingException {
        SubjectId subject = new SubjectId(UUID.fromString("01933f2e-7c5a-7a10-9d3f-0c9f3d1b2a03"));
        ConsistencyToken token = new ConsistencyToken("consent", 0, OutboxPosition.START);
        List<Object> values = List.of(
                subject, token, new TenantId("foundation"), new PurposeKey("offers"), new AddressKey("a".repeat(43)));
        for (Object value : values) {
            String json = JSON.writeValueAsString(value);

            assertThat(json).startsWith("\"").endsWith("\"");
            assertThat(JSON.readValue(json, value.getClass())).isEqualTo(value);
        }
    }

    @Test
    void everyEnumIsReadByItsWireNameOnly() throws JsonProcessingException {
        List<Class<? extends Enum<?>>> enums = List.of(
                Actor.class,
                AddressKind.class,
                AffirmativeAction.class,
                CaptureMethod.class,
                Channel.class,
                ConsentAction.class,
                ConsentStatus.class,
                Decision.class,
                MessageClass.class,
                SuppressionOrigin.class,
                SuppressionReason.class,
                TenantStatus.class);
        for (Class<? extends Enum<?>> type : enums) {
            for (Enum<?> constant : type.getEnumConstants()) {
                String json = JSON.writeValueAsString(constant);

                assertThat(JSON.readValue(json, type)).isEqualTo(constant);
                assertThat(json).isNotEqualTo('"' + constant.name() + '"');
            }
            assertThatThrownBy(() -> JSON.readValue("\"unheard-of\"", type))
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void problemCodesAreUniqueAndStableInShape() {
        Set<String> uris =
                Arrays.stream(ProblemType.values()).map(ProblemType::uri).collect(Collectors.toSet());

        assertThat(uris).hasSize(ProblemType.values().length);
        for (ProblemType problem : ProblemType.values()) {
            assertThat(problem.uri()).matches("urn:consentry:problem:[a-z]+(-[a-z]+)*");
            assertThat(problem.code())
                    .isEqualTo(problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            assertThat(problem.status()).isBetween(400, 503);
        }
    }

    @Test
    void gatesAreNumberedInTheOrderOfTheirReasons() {
        assertThat(Arrays.stream(ReasonCode.values()).map(ReasonCode::gate)).isSorted();
        assertThat(Arrays.stream(ReasonCode.values()).map(ReasonCode::gate)).allMatch(gate -> gate >= 1 && gate <= 13);
    }

    @Test
    void postIsTheOnlyChannelThatIsNotElectronic() {
        assertThat(Arrays.stream(Channel.values()).filter(channel -> !channel.isElectronic()))
                .containsExactly(Channel.POST);
        for (Channel channel : Channel.values()) {
            assertThat(channel.addressKinds()).isNotEmpty().allMatch(channel::reaches);
        }
    }

    @Test
    void topicsAreFoundByName() {
        for (Topic topic : Topic.values()) {
            assertThat(Topic.of(topic.topicName())).isEqualTo(topic);
        }
        assertThatThrownBy(() -> Topic.of("CONSENT_EVENTS")).isInstanceOf(IllegalArgumentException.class);
    }
}

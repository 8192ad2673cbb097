package io.consentry.suppression.feedback.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

    private static final ProviderKeys KEYS = ProviderKeys.generate();
    private static final ProviderKeys OTHERS = ProviderKeys.generate();
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:bounces";
    private static final Instant NOW = Instant.now();
    private static final Credentials CREDENTIALS = new Credentials(
            KEYS.sendgridKey(),
            "mailgun-signing-key",
            new Credentials.Login("hook", "correct horse"),
            new Credentials.Topic(TOPIC, List.of(KEYS.certificate())));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"event":"bounce","type":"bounce","status":"5.1.1","reason":"550 unknown"}                | HARD      | 5.1.1
                    {"event":"bounce","type":"bounce","status":"5.2.2","reason":"552 full"}                   | SOFT      | 5.2.2
                    {"event":"bounce","type":"bounce","status":"5.0.0","reason":"552 mailbox is full"}        | SOFT      | 5.2.2
                    {"event":"bounce","type":"bounce","status":"5.7.1","reason":"550 policy"}                 | NONE      | 5.7.1
                    {"event":"bounce","type":"bounce","status":"4.4.7","reason":"expired"}                    | SOFT      | 4.4.7
                    {"event":"bounce","type":"blocked","status":"5.1.1","reason":"550 refused"}               | NONE      | 5.1.1
                    {"event":"bounce","type":"blocked","status":"4.2.2","reason":"full"}                      | SOFT      | 4.2.2
                    {"event":"bounce","type":"bounce","bounce_classification":"Reputation","reason":"550 no"} | NONE      | 5.0.0
                    {"event":"dropped","reason":"Bounced Address"}                                            | HARD      | 5.0.0
                    {"event":"dropped","reason":"Unsubscribed Address"}                                       | OPT_OUT   |
                    {"event":"dropped","reason":"Spam Reporting Address"}                                     | COMPLAINT |
                    {"event":"dropped","reason":"Recipient List over Package Quota"}                          | NONE      |
                    {"event":"spamreport"}                                                                    | COMPLAINT |
                    {"event":"unsubscribe"}                                                                   | OPT_OUT   |
                    {"event":"group_unsubscribe","asm_group_id":7}                                            | OPT_OUT   |
                    {"event":"group_resubscribe","asm_group_id":7}                                            | NONE      |
                    {"event":"deferred","response":"450 later"}                                               | NONE      |
                    {"event":"delivered"}                                                                     | NONE      |
                    """)
    void sendgridsEventsMeanWhatTheySay(String event, String verdict, String status) {
        String body = "[" + event.strip().replace("}", ",\"email\":\"t@example.org\",\"sg_event_id\":\"e-1\"}") + "]";

        assertThat(sendgrid(body, "1").events()).singleElement().satisfies(found -> {
            assertThat(found.recipient()).isEqualTo("t@example.org");
            assertThat(found.verdict()).hasToString(verdict);
            assertThat(found.status()).isEqualTo(status);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "event":"failed","severity":"permanent","reason":"bounce","delivery-status":{"code":550,"message":"5.1.1 unknown"}      | HARD      | 5.1.1
                    "event":"failed","severity":"permanent","reason":"bounce","delivery-status":{"code":605,"enhanced-code":"5.2.2"}        | SOFT      | 5.2.2
                    "event":"failed","severity":"permanent","reason":"old","delivery-status":{"code":602,"message":"Too old, timed out"}    | SOFT      | 4.4.7
                    "event":"failed","severity":"permanent","delivery-status":{"enhanced-code":"5.7.26"}                                    | NONE      | 5.7.26
                    "event":"failed","severity":"temporary","delivery-status":{"enhanced-code":"4.2.2"}                                     | NONE      | 4.2.2
                    "event":"failed","severity":"permanent","reason":"suppress-bounce"                                                      | HARD      | 5.0.0
                    "event":"failed","severity":"permanent","reason":"suppress-complaint"                                                   | COMPLAINT |
                    "event":"failed","severity":"permanent","reason":"suppress-unsubscribe"                                                 | OPT_OUT   |
                    "event":"complained"                                                                                                    | COMPLAINT |
                    "event":"unsubscribed"                                                                                                  | OPT_OUT   |
                    "event":"opened"                                                                                                        | NONE      |
                    """)
    void mailgunsEventsMeanWhatTheySay(String event, String verdict, String status) {
        byte[] body = bytes("{\"event-data\":{" + event.strip() + ",\"id\":\"e-1\",\"recipient\":\"t@example.org\"}}");

        assertThat(new MailgunDelivery(body).events()).singleElement().satisfies(found -> {
            assertThat(found.verdict()).hasToString(verdict);
            assertThat(found.status()).isEqualTo(status);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "RecordType":"Bounce","Type":"HardBounce","Details":"smtp;550 5.1.1 unknown"                                          | HARD      | 5.1.1
                    "RecordType":"Bounce","Type":"HardBounce","Details":"smtp;550 5.7.1 spam"                                             | NONE      | 5.7.1
                    "RecordType":"Bounce","Type":"SoftBounce","Details":"mailbox is full"                                                 | SOFT      | 5.2.2
                    "RecordType":"Bounce","Type":"SoftBounce","Details":"something"                                                       | SOFT      | 5.0.0
                    "RecordType":"Bounce","Type":"Transient","Details":"later"                                                            | NONE      | 5.0.0
                    "RecordType":"Bounce","Type":"AutoResponder"                                                                          | NONE      | 5.0.0
                    "RecordType":"Bounce","Type":"ChallengeVerification"                                                                  | NONE      | 5.0.0
                    "RecordType":"Bounce","Type":"Blocked","Details":"550 5.1.1 no"                                                       | NONE      | 5.1.1
                    "RecordType":"Bounce","Type":"SpamComplaint"                                                                          | COMPLAINT |
                    "RecordType":"SpamComplaint"                                                                                          | COMPLAINT |
                    "RecordType":"SubscriptionChange","SuppressSending":true,"SuppressionReason":"ManualSuppression","Origin":"Recipient" | OPT_OUT   |
                    "RecordType":"SubscriptionChange","SuppressSending":true,"SuppressionReason":"ManualSuppression","Origin":"Customer"  | NONE      |
                    "RecordType":"SubscriptionChange","SuppressSending":true,"SuppressionReason":"HardBounce","Origin":"Recipient"        | HARD      | 5.0.0
                    "RecordType":"SubscriptionChange","SuppressSending":false,"Origin":"Recipient"                                        | NONE      |
                    """)
    void postmarksRecordsMeanWhatTheySay(String record, String verdict, String status) {
        byte[] body = bytes(
                "{" + record.strip()
                        + ",\"ID\":42,\"Email\":\"t@example.org\",\"Recipient\":\"t@example.org\",\"ChangedAt\":\"2026-11-20T08:00:00Z\"}");

        assertThat(new PostmarkDelivery(body, null).events()).singleElement().satisfies(found -> {
            assertThat(found.verdict()).hasToString(verdict);
            assertThat(found.status()).isEqualTo(status);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{R}]}                                                            | HARD      | 5.0.0
                    "eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{R,"status":"5.1.1","action":"failed"}]}                                | HARD      | 5.1.1
                    "eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{R,"diagnosticCode":"smtp; 550 5.7.1 blocked"}]}                        | NONE      | 5.7.1
                    "eventType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"MailboxFull","bouncedRecipients":[{R,"status":"5.2.2"}]}                    | SOFT      | 5.2.2
                    "eventType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"General","bouncedRecipients":[{R,"status":"5.1.1","action":"failed"}]}      | SOFT      | 5.1.1
                    "eventType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"General","bouncedRecipients":[{R}]}                                         | NONE      | 5.0.0
                    "eventType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"MessageTooLarge","bouncedRecipients":[{R,"action":"failed"}]}               | NONE      | 5.0.0
                    "eventType":"Bounce","bounce":{"bounceType":"Undetermined","bouncedRecipients":[{R}]}                                                                | SOFT      | 5.0.0
                    "notificationType":"Complaint","complaint":{"complaintFeedbackType":"abuse","complainedRecipients":[{R}]}                                            | COMPLAINT |
                    "notificationType":"Complaint","complaint":{"complainedRecipients":[{R}]}                                                                            | COMPLAINT |
                    "notificationType":"Complaint","complaint":{"complaintFeedbackType":"not-spam","complainedRecipients":[{R}]}                                         | NONE      |
                    "eventType":"Subscription","subscription":{"newTopicPreferences":{"unsubscribeAll":true}},"mail":{"destination":["t@example.org"]}                   | OPT_OUT   |
                    """)
    void sesMessagesMeanWhatTheySay(String message, String verdict, String status) {
        String json = "{" + message.strip().replace("{R", "{\"emailAddress\":\"t@example.org\"") + "}";

        assertThat(SesMessage.events("m-1", DeliveryJson.read(json)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.recipient()).isEqualTo("t@example.org");
                    assertThat(found.verdict()).hasToString(verdict);
                    assertThat(found.status()).isEqualTo(status);
                });
    }

    @Test
    void sendgridsSignatureIsOverTimestampAndRawBody() {
        SendgridDelivery genuine = sendgrid("[]", "1763625600");

        assertThat(genuine.isGenuine(CREDENTIALS, NOW)).isTrue();
        assertThat(genuine.isGenuine(Credentials.NONE, NOW)).isFalse();
        String signature = KEYS.sendgridSignature("1763625600", "[]");
        assertThat(new SendgridDelivery(bytes("[ ]"), signature, "1763625600").isGenuine(CREDENTIALS, NOW))
                .isFalse();
        assertThat(new SendgridDelivery(bytes("[]"), signature, "1763625601").isGenuine(CREDENTIALS, NOW))
                .isFalse();
        assertThat(new SendgridDelivery(bytes("[]"), OTHERS.sendgridSignature("1763625600", "[]"), "1763625600")
                        .isGenuine(CREDENTIALS, NOW))
                .isFalse();
        assertThat(new SendgridDelivery(bytes("[]"), null, null).isGenuine(CREDENTIALS, NOW))
                .isFalse();
        assertThat(new SendgridDelivery(bytes("[]"), "%%%", "1").isGenuine(CREDENTIALS, NOW))
                .isFalse();
    }

    @Test
    void mailgunsSignatureIsOverTimestampAndTokenAndHasItsTime() {
        assertThat(mailgun("mailgun-signing-key", NOW).isGenuine(CREDENTIALS, NOW))
                .isTrue();
        assertThat(mailgun("another-key", NOW).isGenuine(CREDENTIALS, NOW)).isFalse();
        assertThat(mailgun("mailgun-signing-key", NOW.minus(Duration.ofHours(13)))
                        .isGenuine(CREDENTIALS, NOW))
                .isFalse();
        assertThat(mailgun("mailgun-signing-key", NOW.plus(Duration.ofHours(1))).isGenuine(CREDENTIALS, NOW))
                .isFalse();
    }

    @Test
    void postmarksCredentialsAreTheTenants() {
        byte[] body = bytes("{}");

        assertThat(new PostmarkDelivery(body, ProviderKeys.basic("hook", "correct horse")).isGenuine(CREDENTIALS, NOW))
                .isTrue();
        assertThat(new PostmarkDelivery(body, ProviderKeys.basic("hook", "battery")).isGenuine(CREDENTIALS, NOW))
                .isFalse();
        assertThat(new PostmarkDelivery(body, null).isGenuine(CREDENTIALS, NOW)).isFalse();
        assertThat(new PostmarkDelivery(body, "Bearer x").isGenuine(CREDENTIALS, NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void snsSignsForTheTenantsTopicWithTheTenantsCertificateOnly(String version) {
        assertThat(sns(KEYS, version, TOPIC).isGenuine(CREDENTIALS, NOW)).isTrue();
        assertThat(sns(OTHERS, version, TOPIC).isGenuine(CREDENTIALS, NOW)).isFalse();
        assertThat(sns(KEYS, version, TOPIC + "2").isGenuine(CREDENTIALS, NOW)).isFalse();
        assertThat(sns(KEYS, version, TOPIC).isGenuine(CREDENTIALS, NOW.minus(Duration.ofDays(1_000))))
                .as("before the certificate was valid")
                .isFalse();
        assertThat(new SesDelivery(bytes(SnsSamples.notification(KEYS, version, TOPIC, "m-1", "{}")
                                .replace("m-1", "m-2")))
                        .isGenuine(CREDENTIALS, NOW))
                .isFalse();
    }

    @Test
    void anEventOfSesIsKnownAgainByItsOwnIdWhateverTheEnvelopes() {
        String bounce =
                "{\"notificationType\":\"Bounce\",\"bounce\":{\"feedbackId\":\"f-1\",\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"T@example.org\"}]}}";

        assertThat(SesMessage.events("m-1", DeliveryJson.read(bounce)))
                .isEqualTo(SesMessage.events("m-2", DeliveryJson.read(bounce)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "7", "[[[[", "{\"event\":\"bounce\"}"})
    void whatIsNotADeliveryIsNamedWithoutRepeatingIt(String body) {
        assertThatThrownBy(() -> new SendgridDelivery(bytes(body), null, null).events())
                .isInstanceOf(DeliveryUnreadableException.class);
        assertThatThrownBy(() -> new MailgunDelivery(bytes(body)).events())
                .isInstanceOf(DeliveryUnreadableException.class);
        assertThatThrownBy(() -> new PostmarkDelivery(bytes(body), null).events())
                .isInstanceOf(DeliveryUnreadableException.class);
    }

    @Test
    void aDeepNestIsNotFollowed() {
        assertThatThrownBy(() -> new SendgridDelivery(bytes("[".repeat(100_000)), null, null).events())
                .isInstanceOf(DeliveryUnreadableException.class);
    }

    private static SendgridDelivery sendgrid(String body, String timestamp) {
        return new SendgridDelivery(bytes(body), KEYS.sendgridSignature(timestamp, body), timestamp);
    }

    private static MailgunDelivery mailgun(String key, Instant at) {
        String timestamp = String.valueOf(at.getEpochSecond());
        return new MailgunDelivery(
                bytes("{\"signature\":{\"timestamp\":\"" + timestamp + "\",\"token\":\"t-1\",\"signature\":\""
                        + ProviderKeys.mailgunSignature(key, timestamp, "t-1") + "\"}}"));
    }

    private static SesDelivery sns(ProviderKeys keys, String version, String topic) {
        return new SesDelivery(bytes(SnsSamples.notification(keys, version, topic, "m-1", "{\"a\":\"\u00e9\"}")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

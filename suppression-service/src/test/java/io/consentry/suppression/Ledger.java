package io.consentry.suppression;

import io.consentry.contract.Actor;
import io.consentry.contract.AddressKind;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.NccRegistration;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.contract.event.TenantEvent.TenantSettingsPublished;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.TenantDirectory;
import io.quarkus.arc.Unremovable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Stands in for consent-service: makes tenants, publishes their events, and reads what this service publishes. */
@Singleton
@Unremovable
public class Ledger {

    /** Registered with the NCC for longer than any test lasts. */
    private static final Registries REGISTRIES = new Registries(
            new NccRegistration("NCC-1", Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z")),
            null,
            null);

    private final String bootstrap;
    private final KeyVault vault;
    private final TenantDirectory tenants;
    private final KafkaProducer<String, String> producer;
    private final Map<TenantId, TenantKeys> keys = new ConcurrentHashMap<>();

    Ledger(
            @ConfigProperty(name = "consentry.kafka.bootstrap") String bootstrap,
            KeyVault vault,
            TenantDirectory tenants) {
        this.bootstrap = bootstrap;
        this.vault = vault;
        this.tenants = tenants;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"), new StringSerializer(), new StringSerializer());
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(1));
    }

    /** A new tenant in Johannesburg, known to the service. */
    public TenantId newTenant(int holdMonths) {
        return newTenant(holdMonths, "Africa/Johannesburg");
    }

    /** A new tenant elsewhere, known to the service. */
    public TenantId newTenant(int holdMonths, String timeZone) {
        TenantId tenant = new TenantId("t-" + UUID.randomUUID().toString().substring(0, 12));
        publishTenant(tenant, holdMonths, timeZone);
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> tenants.get(tenant)
                .await()
                .atMost(Duration.ofSeconds(5)));
        return tenant;
    }

    private void publishTenant(TenantId tenant, int holdMonths, String timeZone) {
        TenantKeys tenantKeys = keys.computeIfAbsent(tenant, id -> vault.generate());
        Contact contact = new Contact("privacy@example.org", null, null, null);
        TenantSettings settings = new TenantSettings(
                "Example (Pty) Ltd",
                "Example",
                contact,
                null,
                "ZA",
                "ZA",
                timeZone,
                "za",
                holdMonths,
                null,
                REGISTRIES,
                null);
        String wrapped = vault.wrap(tenant, tenantKeys);
        publish(
                UUID.randomUUID(),
                tenant,
                new TenantSettingsPublished(tenant, 1, TenantStatus.ACTIVE, settings, wrapped));
    }

    public KeyedAddress keyed(TenantId tenant, AddressKind kind, String text) {
        TenantKeys tenantKeys = keys.computeIfAbsent(tenant, id -> vault.generate());
        return AddressKeys.keyed(tenantKeys, new AddressNormaliser().normalise(kind, text, "ZA"));
    }

    /** A decision of the person about one scope; null means all. */
    public static ConsentChange change(
            @Nullable PurposeKey purpose,
            @Nullable Channel channel,
            List<KeyedAddress> addresses,
            Instant at,
            Actor actor,
            CaptureMethod method) {
        SubjectId subject =
                new SubjectId(UUID.nameUUIDFromBytes(addresses.toString().getBytes(StandardCharsets.UTF_8)));
        return new ConsentChange(subject, purpose, channel, addresses, at, at, actor, method, null, null, null, null);
    }

    /** Publishes in CloudEvents binary mode, and waits for Kafka's acknowledgement. */
    public UUID publish(UUID id, TenantId tenant, DomainEvent event) {
        ProducerRecord<String, String> record = new ProducerRecord<>(
                event.topic().topicName(), tenant.value() + ":" + event.orderingKey(), EventJson.write(event));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", id.toString());
        header(record, "ce_source", "/consentry/consent");
        header(record, "ce_type", event.wireName());
        header(record, "ce_time", "2026-11-20T08:00:00Z");
        header(record, "ce_tenantid", tenant.value());
        try {
            producer.send(record).get();
            return id;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything on the suppression topic of the tenant so far. */
    public List<Published> published(TenantId tenant) {
        List<TopicPartition> partitions = IntStream.range(0, 4)
                .mapToObj(number -> new TopicPartition("suppression.events", number))
                .toList();
        List<Published> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    Published published = Published.of(record);
                    if (published.tenant().equals(tenant.value())) {
                        found.add(published);
                    }
                }
            }
        }
        return found;
    }

    private static void header(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A record of this service. */
    public record Published(String type, String tenant, String key, String payload) {

        static Published of(ConsumerRecord<String, String> record) {
            return new Published(
                    header(record, "ce_type"), header(record, "ce_tenantid"), record.key(), record.value());
        }

        private static String header(ConsumerRecord<String, String> record, String name) {
            return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }
    }
}

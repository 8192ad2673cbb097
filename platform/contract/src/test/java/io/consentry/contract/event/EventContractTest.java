package io.consentry.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.consentry.contract.Topic;
import io.consentry.contract.event.EventSamples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events as they travel. A golden file, once committed, is what a producer sent and every later consumer must read. */
class EventContractTest {

    private static final String FULL = "v1.json";
    private static final String OLDEST = "v1-oldest.json";

    static List<Class<? extends DomainEvent>> events() {
        List<Class<? extends DomainEvent>> found = new ArrayList<>();
        collect(DomainEvent.class, found);
        return found;
    }

    private static void collect(Class<? extends DomainEvent> type, List<Class<? extends DomainEvent>> found) {
        if (!type.isSealed()) {
            found.add(type);
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collect(permitted.asSubclass(DomainEvent.class), found);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventHasAWireName(Class<? extends DomainEvent> event) {
        WireName name = event.getAnnotation(WireName.class);

        assertThat(name).isNotNull();
        assertThat(name.value()).matches("io\\.consentry\\.[a-z]+\\.[a-z]+(-[a-z]+)*\\.v[1-9]");
        assertThat(EventCatalogue.find(name.value())).contains(event);
        assertThat(EventSamples.of(event).full().wireName()).isEqualTo(name.value());
    }

    @Test
    void theCatalogueHoldsTheSealedHierarchy() {
        assertThat(EventCatalogue.all().values()).containsExactlyInAnyOrderElementsOf(events());
        assertThat(EventCatalogue.find("io.consentry.consent.unheard-of.v1")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsWrittenAsItsGoldenFilesSay(Class<? extends DomainEvent> event) throws IOException {
        Sample sample = EventSamples.of(event);

        assertWrittenAs(FULL, sample.full());
        assertWrittenAs(OLDEST, sample.oldest());
    }

    private static void assertWrittenAs(String file, DomainEvent event) throws IOException {
        JsonNode written = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(event));
        String golden = Committed.golden(event.wireName(), file, JsonSchemas.text(written));

        assertThat(written).isEqualTo(Json.MAPPER.readTree(golden));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyGoldenFileIsReadAsWhatWasMeant(Class<? extends DomainEvent> event) throws IOException {
        Sample sample = EventSamples.of(event);

        assertThat(Json.MAPPER.treeToValue(golden(event, FULL), event)).isEqualTo(sample.full());
        assertThat(Json.MAPPER.treeToValue(golden(event, OLDEST), event)).isEqualTo(sample.oldest());
    }

    @ParameterizedTest
    @MethodSource("events")
    void aFieldAddedLaterIsIgnored(Class<? extends DomainEvent> event) throws IOException {
        ObjectNode later = (ObjectNode) golden(event, FULL);
        later.put("addedLater", 1);
        eachObjectIn(later).forEach(object -> object.putObject("alsoAddedLater").put("a", "b"));

        assertThat(Json.MAPPER.treeToValue(later, event))
                .isEqualTo(EventSamples.of(event).full());
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventThatLacksARequiredFieldIsNotRead(Class<? extends DomainEvent> event) throws IOException {
        for (JsonNode required : JsonSchemas.of(event).get("required")) {
            ObjectNode lacking = (ObjectNode) golden(event, FULL);
            lacking.remove(required.asText());

            assertThatThrownBy(() -> Json.MAPPER.treeToValue(lacking, event))
                    .as(required.asText())
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void fieldsAreCamelCaseAndNeverNull(Class<? extends DomainEvent> event) throws IOException {
        for (String file : List.of(FULL, OLDEST)) {
            eachField(golden(event, file), (name, value) -> {
                assertThat(name).matches("[a-z][a-zA-Z0-9]*");
                assertThat(value.isNull()).as(name).isFalse();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void instantsAreRfc3339InUtc(Class<? extends DomainEvent> event) throws IOException {
        eachField(golden(event, FULL), (name, value) -> {
            if (name.endsWith("At") || name.endsWith("Until") || name.equals("since")) {
                assertThat(value.asText()).as(name).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void theFullSampleIsFullAndTheOldestIsBare(Class<? extends DomainEvent> event) throws IOException {
        JsonNode schema = JsonSchemas.of(event);

        assertThat(golden(event, FULL).size())
                .isEqualTo(schema.get("properties").size());
        assertThat(golden(event, OLDEST).size())
                .isEqualTo(schema.get("required").size());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyGoldenFileKeepsToItsSchema(Class<? extends DomainEvent> event) throws IOException {
        JsonNode schema = JsonSchemas.of(event);

        assertThat(SchemaCheck.violations(schema, golden(event, FULL))).isEmpty();
        assertThat(SchemaCheck.violations(schema, golden(event, OLDEST))).isEmpty();
        assertThat(SchemaCheck.violations(schema, Json.MAPPER.createObjectNode()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventHasACurrentJsonSchema(Class<? extends DomainEvent> event) throws IOException {
        Committed.assertCurrent(
                Committed.SCHEMAS.resolve(EventCatalogue.wireName(event) + ".json"),
                JsonSchemas.text(JsonSchemas.of(event)));
    }

    @Test
    void noSchemaOutlivesItsEvent() throws IOException {
        try (Stream<Path> files = Files.list(Committed.SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(EventCatalogue.all().keySet().stream()
                            .map(name -> name + ".json")
                            .toList());
        }
    }

    @Test
    void theAsyncApiDocumentIsCurrent() throws IOException {
        Committed.assertCurrent(Committed.ASYNC_API, AsyncApi.of(events()));
    }

    @Test
    void everyReferenceInTheAsyncApiDocumentLeadsSomewhere() throws IOException {
        JsonNode document = new YAMLMapper().readTree(AsyncApi.of(events()));
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references).hasSizeGreaterThan(events().size() * 4);
        for (JsonNode reference : references) {
            String target = reference.asText();
            if (target.startsWith("#")) {
                assertThat(document.at(target.substring(1)).isMissingNode())
                        .as(target)
                        .isFalse();
            } else {
                assertThat(target).matches("\\./schema/.+\\.json");
                assertThat(EventCatalogue.find(target.replaceAll("^\\./schema/|\\.json$", "")))
                        .as(target)
                        .isPresent();
            }
        }
    }

    @Test
    void everyPublicTopicHasEventsAndInternalOnesHaveNone() {
        Map<Topic, Integer> counts = new TreeMap<>();
        events().forEach(event -> counts.merge(EventSamples.of(event).full().topic(), 1, Integer::sum));

        assertThat(counts.keySet())
                .containsExactlyInAnyOrderElementsOf(AsyncApi.owners().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Topic.values())
                        .filter(topic -> !topic.isInternal())
                        .toList());
    }

    @Test
    void theReadmeNamesEveryEvent() throws IOException {
        assertThat(Committed.read(Path.of("README.md")))
                .contains(EventCatalogue.all().keySet())
                .contains(Arrays.stream(Topic.values())
                        .filter(topic -> !topic.isInternal())
                        .map(Topic::topicName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventsAboutPeopleCarryNoAddressAndPrintNoSubject(Class<? extends DomainEvent> event) throws IOException {
        DomainEvent full = EventSamples.of(event).full();
        if (full instanceof TenantEvent) {
            return;
        }

        assertThat(golden(event, FULL).toString()).doesNotContain("@").doesNotContain("+27");
        if (full instanceof ConsentEvent consent) {
            assertThat(full.toString())
                    .doesNotContain(consent.change().subjectId().value().toString());
        }
        if (full instanceof SubjectEvent subject) {
            assertThat(full.toString())
                    .doesNotContain(subject.subjectId().value().toString());
        }
    }

    private static JsonNode golden(Class<? extends DomainEvent> event, String file) throws IOException {
        DomainEvent sample = file.equals(FULL)
                ? EventSamples.of(event).full()
                : EventSamples.of(event).oldest();
        String proposed = JsonSchemas.text(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(sample)));
        return Json.MAPPER.readTree(Committed.golden(EventCatalogue.wireName(event), file, proposed));
    }

    private static List<ObjectNode> eachObjectIn(JsonNode node) {
        List<ObjectNode> objects = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> objects.addAll(eachObjectIn(child)));
        return objects;
    }

    private static void eachField(JsonNode node, BiConsumer<String, JsonNode> check) {
        eachObjectIn(node).forEach(object -> object.properties()
                .forEach(field -> check.accept(field.getKey(), field.getValue())));
    }
}

package io.consentry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every test that deploy/docs/requirements.md names as a proof exists. */
class RequirementsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("repo.root", "../..")).toAbsolutePath().normalize();
    private static final Path TEST_SOURCES = Path.of("src", "test", "java");
    private static final Pattern ROW =
            Pattern.compile("\\| ([A-Z]\\d+|[A-E]-\\d\\d|\\d{3}-\\d\\d) \\| (\\S.*?) \\| (\\w+)#(\\w+) \\|");
    private static final Pattern TEST_ANNOTATION = Pattern.compile("\\s*@(Test|ParameterizedTest|RepeatedTest)\\b.*");
    private static final Pattern METHOD = Pattern.compile("\\s*(?:public )?void (\\w+)\\(.*");

    private record Row(String id, String testClass, String testMethod) {

        String proof() {
            return testClass + "#" + testMethod;
        }
    }

    @Test
    void thereIsAProof() throws IOException {
        assertThat(rows()).isNotEmpty();
    }

    @Test
    void everyLineOfTheTableIsARow() throws IOException {
        assertThat(tableLines()).allSatisfy(line -> assertThat(line).matches(ROW));
    }

    @Test
    void noProofOfARequirementIsNamedTwice() throws IOException {
        assertThat(rows().stream().map(row -> row.id() + " " + row.proof())).doesNotHaveDuplicates();
    }

    @Test
    void everyNamedTestExists() throws IOException {
        // Given
        Map<String, List<Path>> sources = testSources();

        // When
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            if (!testMethods(sources, row.testClass()).contains(row.testMethod())) {
                missing.add(row.id() + " " + row.proof());
            }
        }

        // Then
        assertThat(missing).isEmpty();
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : tableLines()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(row.group(1), row.group(3), row.group(4)));
            }
        }
        return rows;
    }

    /** The lines of the table below its two lines of heading. */
    private static List<String> tableLines() throws IOException {
        return Files.readAllLines(ROOT.resolve("deploy/docs/requirements.md")).stream()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    private static Set<String> testMethods(Map<String, List<Path>> sources, String testClass) throws IOException {
        Set<String> methods = new HashSet<>();
        for (Path source : sources.getOrDefault(testClass, List.of())) {
            boolean annotated = false;
            for (String line : Files.readAllLines(source)) {
                annotated |= TEST_ANNOTATION.matcher(line).matches();
                Matcher method = METHOD.matcher(line);
                if (annotated && method.matches()) {
                    methods.add(method.group(1));
                    annotated = false;
                }
            }
        }
        return methods;
    }

    /** Test classes by simple name; a name may occur in several modules. */
    private static Map<String, List<Path>> testSources() throws IOException {
        Map<String, List<Path>> sources = new HashMap<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                boolean generated = !directory.equals(ROOT) && (name.startsWith(".") || name.equals("target"));
                return generated ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = String.valueOf(file.getFileName());
                boolean isTest = name.matches("\\w+(Test|IT|E2E)\\.java");
                if (isTest && file.toString().contains(TEST_SOURCES.toString())) {
                    String testClass = name.substring(0, name.length() - ".java".length());
                    sources.computeIfAbsent(testClass, unseen -> new ArrayList<>())
                            .add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }
}

package io.consentry.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code RESULTS.md}: a section for each command, replaced when the command is recorded again. */
public final class ResultsFile {

    private static final String TITLE = """
            # Benchmark results

            Written by `deploy/bench/run <command> --record`; [README.md](README.md) says what is measured and how. F is the do-nothing endpoint, 64
            connections, measured before, between and after the runs of the same line; the targets are those of issue 3.
            """;
    private static final String SECTION = "\n## ";

    private final Path file;

    public ResultsFile(Path file) {
        this.file = file;
    }

    /**
     * Writes a command's section and leaves the others.
     *
     * @param circumstances when, where and how, one line each
     */
    public void record(String command, Iterable<String> circumstances, Report report) throws IOException {
        StringBuilder section = new StringBuilder();
        circumstances.forEach(line -> section.append(line).append("  \n"));
        section.append('\n').append(report.markdown());
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, replace(before, command, section.toString()));
    }

    /** The text with one section replaced, or added at the end. */
    static String replace(String text, String command, String content) {
        Map<String, String> sections = sections(text);
        sections.put(command, content);
        StringBuilder result = new StringBuilder(TITLE);
        sections.forEach((name, body) -> result.append(SECTION)
                .append(name)
                .append("\n\n")
                .append(body.strip())
                .append('\n'));
        return result.toString();
    }

    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        String[] parts = text.split(SECTION);
        for (int i = 1; i < parts.length; i++) {
            int lineEnd = parts[i].indexOf('\n');
            if (lineEnd > 0) {
                sections.put(parts[i].substring(0, lineEnd).strip(), parts[i].substring(lineEnd));
            }
        }
        return sections;
    }
}

package io.consentry.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one command, in the order in which they came. */
public final class Report {

    private final Console console;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public Report(Console console) {
        this.console = console;
    }

    /** Takes a figure in and shows it. */
    public void add(Figure figure) {
        figures.add(figure);
        console.show(String.format(
                Locale.ROOT,
                "  %-46s %-44s %-16s %-22s %s",
                figure.what(),
                figure.measured(),
                figure.ratio(),
                figure.target(),
                figure.verdictText().replace("*", "")));
    }

    /** Takes in what a reader must know beside the figures, and shows it. */
    public void note(String line) {
        notes.add(line);
        console.show("  " + line);
    }

    /** The figures as a Markdown table, and the notes. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        if (!figures.isEmpty()) {
            text.append("| what | measured | ratio | target | |\n|---|---|---|---|---|\n");
        }
        for (Figure figure : figures) {
            text.append("| ")
                    .append(String.join(
                            " | ",
                            figure.what(),
                            figure.measured(),
                            figure.ratio(),
                            figure.target(),
                            figure.verdictText()))
                    .append(" |\n");
        }
        if (!notes.isEmpty()) {
            text.append('\n');
        }
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }
}

package io.consentry.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsFileTest {

    @Test
    void sectionIsReplacedAndTheOthersStay() {
        String first = ResultsFile.replace("", "check", "old\n");
        String both = ResultsFile.replace(first, "batch", "beside\n");
        String replaced = ResultsFile.replace(both, "check", "new\n");

        assertThat(replaced).startsWith("# Benchmark results\n").contains("\n## check\n\nnew\n\n## batch\n\nbeside\n");
        assertThat(replaced).doesNotContain("old");
    }

    @Test
    void verdictFollowsTheRatio() {
        assertThat(Figure.atLeast("check", "31,000/s", 31_000, 100_000, "F", 0.30))
                .isEqualTo(new Figure("check", "31,000/s", "0.31 F", "at least 0.30 F", Figure.Verdict.MET));
        assertThat(Figure.atLeast("check", "29,000/s", 29_000, 100_000, "F", 0.30)
                        .verdict())
                .isEqualTo(Figure.Verdict.MISSED);
        assertThat(Figure.atMost("p99", "9 ms", 9, 2, "F", 4).verdict()).isEqualTo(Figure.Verdict.MISSED);
        assertThat(Figure.under("p99", 29.9, 30).verdict()).isEqualTo(Figure.Verdict.MET);
    }

    @Test
    void reportIsATableAndItsNotes() {
        Report report = new Report(new Console());
        report.add(Figure.of("memory", "400 MiB"));
        report.note("a note");

        assertThat(report.markdown()).isEqualTo("""
                | what | measured | ratio | target | |
                |---|---|---|---|---|
                | memory | 400 MiB |  |  |  |

                - a note
                """);
    }
}

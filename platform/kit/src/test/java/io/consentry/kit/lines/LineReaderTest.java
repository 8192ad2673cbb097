package io.consentry.kit.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void linesAreTheSameHoweverTheBytesArrive() throws IOException {
        long seed = Long.getLong("lines.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            List<String> lines = new ArrayList<>();
            for (int i = random.nextInt(50); i >= 0; i--) {
                lines.add("é".repeat(random.nextInt(300)));
            }
            lines.add("last");
            String text = String.join(random.nextBoolean() ? "\n" : "\r\n", lines);

            assertThat(all(new Trickle(text, random), 1 + random.nextInt(20)))
                    .as("seed %d, run %d", seed, run)
                    .isEqualTo(lines);
        }
    }

    @Test
    void aLineThatIsTooLongIsReadPast() throws IOException {
        String text = "a\n" + "x".repeat(100_000) + "\nb\n" + "y".repeat(16_384) + "\n";

        assertThat(all(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 10))
                .containsExactly("a", LineReader.TOO_LONG, "b", "y".repeat(16_384));
    }

    @Test
    void nothingIsWaitedForOnceThereIsALine() throws IOException {
        LineReader lines = new LineReader(new InputStream() {
            private boolean given;

            @Override
            public int read() {
                throw new AssertionError("waited");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (given) {
                    throw new AssertionError("waited");
                }
                given = true;
                buffer[offset] = 'a';
                buffer[offset + 1] = '\n';
                return 2;
            }
        });

        assertThat(lines.next(1_000)).containsExactly("a");
    }

    private static List<String> all(InputStream in, int linesMax) throws IOException {
        LineReader reader = new LineReader(in);
        List<String> all = new ArrayList<>();
        for (List<String> some = reader.next(linesMax); !some.isEmpty(); some = reader.next(linesMax)) {
            assertThat(some).hasSizeLessThanOrEqualTo(linesMax);
            all.addAll(some);
        }
        return all;
    }

    /** Bytes that come a few at a time. */
    private static final class Trickle extends ByteArrayInputStream {

        private final Random random;

        Trickle(String text, Random random) {
            super(text.getBytes(StandardCharsets.UTF_8));
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(40)));
        }

        @Override
        public synchronized int available() {
            return random.nextBoolean() ? 0 : super.available();
        }
    }
}

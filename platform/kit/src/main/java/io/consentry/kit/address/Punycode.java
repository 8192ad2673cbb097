package io.consentry.kit.address;

/** The encoder of RFC 3492 section 6.3. */
final class Punycode {

    private static final int BASE = 36;
    private static final int THRESHOLD_MIN = 1;
    private static final int THRESHOLD_MAX = 26;

    private Punycode() {}

    /** Encodes a label that holds at least one character outside ASCII, without the {@code xn--}. */
    static String encode(String label) {
        int[] points = label.codePoints().toArray();
        StringBuilder output = new StringBuilder();
        for (int point : points) {
            if (point < 0x80) {
                output.append((char) point);
            }
        }
        int basic = output.length();
        int handled = basic;
        if (basic > 0) {
            output.append('-');
        }
        int n = 0x80;
        int delta = 0;
        int bias = 72;
        while (handled < points.length) {
            int next = nextPoint(points, n);
            delta += (next - n) * (handled + 1);
            n = next;
            for (int point : points) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    appendNumber(output, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return output.toString();
    }

    private static int nextPoint(int[] points, int least) {
        int next = Integer.MAX_VALUE;
        for (int point : points) {
            if (point >= least && point < next) {
                next = point;
            }
        }
        return next;
    }

    private static void appendNumber(StringBuilder output, int delta, int bias) {
        int rest = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = Math.min(Math.max(k - bias, THRESHOLD_MIN), THRESHOLD_MAX);
            if (rest < threshold) {
                output.append(digit(rest));
                return;
            }
            output.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapt(int delta, int count, boolean first) {
        int rest = first ? delta / 700 : delta / 2;
        rest += rest / count;
        int k = 0;
        while (rest > (BASE - THRESHOLD_MIN) * THRESHOLD_MAX / 2) {
            rest /= BASE - THRESHOLD_MIN;
            k += BASE;
        }
        return k + (BASE - THRESHOLD_MIN + 1) * rest / (rest + 38);
    }
}

package io.consentry.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is too long to be held: blocks of lines, one chunk of the body each.
 *
 * @param preamble what stands before the first line, such as CSV's header; may be empty
 * @param lines the lines of a block, with slots
 * @param linesInBlock how many they are
 * @param blocks how many blocks to send
 */
public record StreamPlan(
        int port,
        String path,
        Map<String, String> headers,
        String preamble,
        String lines,
        int linesInBlock,
        long blocks) {

    Template head() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Host", "127.0.0.1");
        all.put("Transfer-Encoding", "chunked");
        StringBuilder text = new StringBuilder("POST " + path + " HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return Template.of(text + "\r\n" + (preamble.isEmpty() ? "" : chunk(preamble)));
    }

    Template block() {
        return Template.of(chunk(lines));
    }

    static Template end() {
        return Template.of("0\r\n\r\n");
    }

    private static String chunk(String content) {
        return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
    }
}

package io.consentry.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {

    private final StringBuilder body = new StringBuilder();
    private final ResponseParser parser = new ResponseParser((bytes, from, to) -> {
        for (int i = from; i < to; i++) {
            body.append((char) bytes.get(i));
        }
    });

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void answerWithALengthIsReadInPiecesOfAnySize(int piece) {
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"a\":\"b\\nc\"}\n";

        assertThat(feedInPieces(answer, piece)).isEqualTo(answer.length());
        assertThat(parser.status()).isEqualTo(200);
        assertThat(body).hasToString("{\"a\":\"b\\nc\"}\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void chunkedAnswerIsReadInPiecesOfAnySize(int piece) {
        String answer = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + "5\r\nfirst\r\n1A;name=value\r\n"
                + "x".repeat(26) + "\r\n0\r\nTrailer: yes\r\n\r\n";

        assertThat(feedInPieces(answer, piece)).isEqualTo(answer.length());
        assertThat(body).hasToString("first" + "x".repeat(26));
    }

    @Test
    void answersFollowEachOtherOnOneConnection() {
        ByteBuffer both = bytes("HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 404 Not Found\r\n"
                + "content-length: 0\r\n\r\n");

        assertThat(parser.feed(both)).isTrue();
        assertThat(parser.status()).isEqualTo(201);
        assertThat(both.hasRemaining()).isTrue();
        assertThat(parser.feed(both)).isTrue();
        assertThat(parser.status()).isEqualTo(404);
        assertThat(both.hasRemaining()).isFalse();
        assertThat(body).hasToString("ok");
    }

    @Test
    void answerWithoutBodyEndsWithItsHeaders() {
        assertThat(parser.feed(bytes("HTTP/1.1 204 No Content\r\nDate: today\r\n\r\n")))
                .isTrue();
        assertThat(parser.status()).isEqualTo(204);
    }

    @Test
    void interimAnswerIsNotTheAnswer() {
        assertThat(parser.feed(bytes("HTTP/1.1 100 Continue\r\n\r\n"))).isFalse();
        assertThat(parser.feed(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!")))
                .isTrue();
        assertThat(parser.status()).isEqualTo(200);
    }

    @Test
    void unfinishedAnswerIsNotComplete() {
        assertThat(parser.feed(bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123456789")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void whatIsNoAnswerFails(String text) {
        assertThatThrownBy(() -> parser.feed(bytes(text))).isInstanceOf(IllegalStateException.class);
    }

    /** Gives how many bytes it took until the answer was complete. */
    private int feedInPieces(String answer, int piece) {
        int fed = 0;
        boolean complete = false;
        while (!complete && fed < answer.length()) {
            int end = Math.min(answer.length(), fed + piece);
            complete = parser.feed(bytes(answer.substring(fed, end)));
            fed = end;
        }
        return complete ? fed : -1;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}

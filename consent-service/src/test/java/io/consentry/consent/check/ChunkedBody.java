package io.consentry.consent.check;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a chunked answer as it arrives (RFC 9112 section 7.1), for clients that send and receive at the same time. */
final class ChunkedBody extends InputStream {

    private final InputStream in;
    private boolean headRead;
    private int left;

    ChunkedBody(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!headRead) {
            skipHead();
        }
        if (left == 0) {
            left = Integer.parseInt(line(), 16);
            if (left == 0) {
                return -1;
            }
        }
        int read = in.read(buffer, offset, Math.min(length, left));
        left -= read;
        if (left == 0) {
            line();
        }
        return read;
    }

    private void skipHead() throws IOException {
        headRead = true;
        while (!line().isEmpty()) {
            // the next header
        }
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the answer ended");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }
}

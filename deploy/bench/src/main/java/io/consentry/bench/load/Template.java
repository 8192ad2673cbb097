package io.consentry.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Bytes that are rendered once. Each run of {@code #} in the text is a slot, into which every sending writes another number, in place: millions of
 * different requests cost neither memory nor rendering while the clock runs.
 */
public final class Template {

    private record Slot(int start, int end) {}

    private final byte[] bytes;
    private final Slot[] slots;

    private Template(byte[] bytes, List<Slot> slots) {
        this.bytes = bytes;
        this.slots = slots.toArray(Slot[]::new);
    }

    /** A text as it is. */
    public static Template of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Template(bytes, slots(bytes, 0));
    }

    /** A POST with a body; slots are looked for in the body only. */
    public static Template post(String path, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        byte[] prefix = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = ByteBuffer.allocate(prefix.length + content.length)
                .put(prefix)
                .put(content)
                .array();
        return new Template(bytes, slots(bytes, prefix.length));
    }

    private static List<Slot> slots(byte[] bytes, int from) {
        List<Slot> slots = new ArrayList<>();
        int index = from;
        while (index < bytes.length) {
            int end = index;
            while (end < bytes.length && bytes[end] == '#') {
                end++;
            }
            if (end > index) {
                slots.add(new Slot(index, end));
            }
            index = end + 1;
        }
        return slots;
    }

    /** A buffer for {@link #fill}, of one sender. */
    ByteBuffer newBuffer() {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** Writes the next number into each slot, with leading zeros, and makes the whole ready to be sent. */
    void fill(ByteBuffer buffer, LongSupplier numbers) {
        for (Slot slot : slots) {
            long rest = numbers.getAsLong();
            for (int index = slot.end - 1; index >= slot.start; index--) {
                buffer.put(index, (byte) ('0' + rest % 10));
                rest /= 10;
            }
            if (rest != 0) {
                throw new IllegalArgumentException("a number has more than " + (slot.end - slot.start) + " digits");
            }
        }
        buffer.position(0).limit(bytes.length);
    }

    /** The length of what is sent, in bytes. */
    int length() {
        return bytes.length;
    }
}

package io.consentry.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void everySendingHasNumbersOfItsOwn() {
        Template template = Template.of("a###b##");
        ByteBuffer buffer = template.newBuffer();

        template.fill(buffer, Numbers.from(7));
        assertThat(text(buffer)).isEqualTo("a007b08");
        template.fill(buffer, Numbers.from(98));
        assertThat(text(buffer)).isEqualTo("a098b99");
    }

    @Test
    void slotsAreInTheBodyOnlyAndItsLengthIsTold() {
        Template template = Template.post("/v1/check", Map.of("Authorization", "Bearer a#b"), "{\"n\":\"####\"}");
        ByteBuffer buffer = template.newBuffer();

        template.fill(buffer, Numbers.from(42));

        assertThat(text(buffer))
                .isEqualTo("POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer a#b\r\n"
                        + "Content-Length: 12\r\n\r\n{\"n\":\"0042\"}");
    }

    @Test
    void numberThatDoesNotFitFails() {
        Template template = Template.of("##");
        ByteBuffer buffer = template.newBuffer();

        assertThatThrownBy(() -> template.fill(buffer, Numbers.from(100))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.US_ASCII.decode(buffer).toString();
    }
}

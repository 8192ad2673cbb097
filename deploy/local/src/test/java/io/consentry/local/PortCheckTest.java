package io.consentry.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.servers.LoopbackPort;
import io.consentry.servers.ServerFailedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    @Test
    void everyTakenPortIsNamedWithTheKeyThatMovesIt() throws Exception {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<Part, Integer> ports = freePorts();
            ports.put(Part.CONSENT, one.getLocalPort());
            ports.put(Part.KAFKA, two.getLocalPort());

            assertThatThrownBy(() -> PortCheck.requireFree(settings(ports)))
                    .isInstanceOf(ServerFailedException.class)
                    .hasMessage(
                            "Port " + one.getLocalPort()
                                    + " (consent-service) is taken by another program: stop it or choose another with -Dlocal.port.consent=…"
                                    + System.lineSeparator() + "Port " + two.getLocalPort()
                                    + " (Kafka) is taken by another program: stop it or choose another with -Dlocal.port.kafka=…");
        }
    }

    @Test
    void oneNumberForTwoPartsIsRefused() {
        Map<Part, Integer> ports = freePorts();
        ports.put(Part.KAFKA, ports.get(Part.CONSENT));

        assertThatThrownBy(() -> PortCheck.requireFree(settings(ports)))
                .hasMessageContaining("is given to both consent-service and Kafka");
    }

    @Test
    void freePortsAreFine() {
        assertThatCode(() -> PortCheck.requireFree(settings(freePorts()))).doesNotThrowAnyException();
    }

    private static Map<Part, Integer> freePorts() {
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            int port = LoopbackPort.free();
            while (ports.containsValue(port)) {
                port = LoopbackPort.free();
            }
            ports.put(part, port);
        }
        return ports;
    }

    private static LocalSettings settings(Map<Part, Integer> ports) {
        return new LocalSettings(
                Path.of(""), Path.of(".local"), Path.of(".local"), false, ports, Path.of("k"), false, false);
    }
}

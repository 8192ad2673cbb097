package io.consentry.local;

import io.consentry.servers.LoopbackPort;
import io.consentry.servers.ServerFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All ports are looked at before anything starts, so that one run names every conflict. */
final class PortCheck {
    private PortCheck() {}

    static void requireFree(LocalSettings settings) {
        List<String> conflicts = new ArrayList<>();
        Map<Integer, Part> chosen = new HashMap<>();
        for (Part part : Part.values()) {
            int port = settings.port(part);
            @Nullable Part other = chosen.put(port, part);
            if (other != null) {
                conflicts.add("Port " + port + " is given to both " + other.title() + " and " + part.title()
                        + ": choose another with -Dlocal.port." + part.key() + "=…");
            } else if (LoopbackPort.isTaken(port)) {
                conflicts.add("Port " + port + " (" + part.title()
                        + ") is taken by another program: stop it or choose another with -Dlocal.port." + part.key()
                        + "=…");
            }
        }
        if (!conflicts.isEmpty()) {
            throw new ServerFailedException(String.join(System.lineSeparator(), conflicts));
        }
    }
}

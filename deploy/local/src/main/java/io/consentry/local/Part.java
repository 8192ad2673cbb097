package io.consentry.local;

import java.util.Locale;

/** What listens on a port of its own. */
enum Part {
    CONSENT("consent-service", 8081),
    PREFERENCE("preference-service", 8082),
    SUPPRESSION("suppression-service", 8083),
    KEYCLOAK("Keycloak", 8180),
    POSTGRES("PostgreSQL", 15432),
    KAFKA("Kafka", 19092);

    private final String title;
    private final int usualPort;

    Part(String title, int usualPort) {
        this.title = title;
        this.usualPort = usualPort;
    }

    /** As in {@code local.port.<key>}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    int usualPort() {
        return usualPort;
    }

    boolean isService() {
        return this == CONSENT || this == PREFERENCE || this == SUPPRESSION;
    }
}

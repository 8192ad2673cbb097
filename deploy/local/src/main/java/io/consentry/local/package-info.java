/**
 * The whole platform on one machine, as {@code ./mvnw -Plocal} runs it: PostgreSQL, Kafka, Keycloak and the three services as processes on 127.0.0.1,
 * state under {@code .local}.
 */
@NullMarked
package io.consentry.local;

import org.jspecify.annotations.NullMarked;

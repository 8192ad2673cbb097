/**
 * PostgreSQL, Kafka and Keycloak as ordinary child processes: the same servers in integration tests and under {@code ./mvnw -Plocal}.
 *
 * <p>Every server keeps its state under one root directory ({@code <root>/postgres}, {@code <root>/kafka}, …), logs to {@code <root>/log} and
 * survives {@code kill -9}. Every process carries the argument {@code consentry.local=<root>}, by which a later start finds and stops what a killed
 * run left behind.
 */
@NullMarked
package io.consentry.servers;

import org.jspecify.annotations.NullMarked;

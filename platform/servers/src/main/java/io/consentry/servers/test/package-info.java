/** The servers as a Quarkus test resource: one PostgreSQL, one Kafka and one token issuer for all test classes of a virtual machine. */
@NullMarked
package io.consentry.servers.test;

import org.jspecify.annotations.NullMarked;

/** How events look on Kafka: CloudEvents 1.0 in binary mode (rule E-07). */
@NullMarked
package io.consentry.kit.event;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.consentry.bench.contacts;

import org.jspecify.annotations.NullMarked;

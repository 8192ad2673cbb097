/** The vocabulary that all services and their clients share: identifiers, enumerations and stable codes. */
@NullMarked
package io.consentry.contract;

import org.jspecify.annotations.NullMarked;

/** JSON as the contract has it. */
@NullMarked
package io.consentry.kit.json;

import org.jspecify.annotations.NullMarked;

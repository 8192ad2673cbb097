/**
 * Opt-out registries that others keep (capability S5, rules ): the tenant brings a registry's answer, everybody it names goes
 * on the list, and the run's certificate shows that the tenant's list was cleansed.
 */
@NullMarked
package io.consentry.suppression.registry;

import org.jspecify.annotations.NullMarked;

/**
 * The send-permission decision of rules.md: what is known in, a verdict out, nothing else. {@link
 * io.consentry.consent.decision.DecisionPolicy} asks the gates in their order; each gate is a class.
 */
@NullMarked
package io.consentry.consent.decision;

import org.jspecify.annotations.NullMarked;

package io.consentry.kit.problem;

/**
 * One broken rule.
 *
 * @param path where in the request, such as {@code decisions[0].purpose}
 * @param code stable, lower-case, hyphenated
 * @param message what to do about it; never repeats personal data
 */
public record Violation(String path, String code, String message) {}

package io.consentry.suppression.entry;

/**
 * The registry that asked for an entry.
 *
 * @param name {@code ncc} or {@code dmasa}
 * @param scope whom the person wants no marketing from: {@code tenant}, {@code industry} or {@code all}
 */
record RegistryMark(String name, String scope) {}

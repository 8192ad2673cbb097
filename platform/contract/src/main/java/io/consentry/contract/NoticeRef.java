package io.consentry.contract;

/**
 * The version of a notice that was shown.
 *
 * @param key the notice, at most 64 characters
 * @param version its version, at most 64 characters
 */
public record NoticeRef(String key, String version) {}

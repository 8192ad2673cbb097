package io.consentry.consent.notice;

/**
 * Something that a notice lacks or should not say. It never stops a publication: only counsel knows what a tenant's notice must hold.
 *
 * @param code stable, lower-case, hyphenated
 * @param rule the law, or the row of rules.md or of the requirements, that asks for it
 * @param path the field, such as {@code text.en}
 * @param message what to do about it; never repeats the text
 */
record NoticeFinding(String code, String rule, String path, String message) {}

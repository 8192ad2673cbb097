package io.consentry.consent.notice;

import io.consentry.contract.NoticeRef;
import java.time.Instant;

/**
 * By what a published version is told from every other.
 *
 * @param publishedAt when the tenant made it known
 * @param contentSha256 hex SHA-256 of its canonical content
 */
public record NoticeDigest(NoticeRef ref, Instant publishedAt, String contentSha256) {}

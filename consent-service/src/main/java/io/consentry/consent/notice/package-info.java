/**
 * Notices: what people are told before they consent (capability C4). {@link io.consentry.consent.notice.PublishedNotices} knows which version
 * is in force when, and which ones ask for consent anew; what a text lacks is found by {@code NoticeCompleteness}.
 */
@NullMarked
package io.consentry.consent.notice;

import org.jspecify.annotations.NullMarked;

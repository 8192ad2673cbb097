package io.consentry.consent.ledger;

import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;

/** A person's consent to a purpose on a channel, which may have ended. */
public record ExpiryScope(SubjectId subjectId, PurposeKey purpose, Channel channel) {}

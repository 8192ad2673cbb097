package io.consentry.suppression.entry;

import java.util.UUID;

/** The answer to a release. */
record ReleasedView(UUID id, boolean released, String consistencyToken) {}

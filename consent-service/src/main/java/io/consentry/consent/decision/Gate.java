package io.consentry.consent.decision;

import java.util.List;

/** One gate of the send-permission order: adds a reason for everything that speaks against sending, and never takes one away. */
interface Gate {

    void examine(Case asked, List<Reason> reasons);
}

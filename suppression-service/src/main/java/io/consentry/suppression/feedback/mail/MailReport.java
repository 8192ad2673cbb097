package io.consentry.suppression.feedback.mail;

import java.util.List;

/**
 * What was found in a mail. Redacted when printed.
 *
 * @param findings at most {@value MailInterpreter#FINDINGS_MAX}; empty when the mail reports nothing
 * @param identity what makes two copies of the same mail the same, however they travelled: the Message-ID, or else the content's hash
 * @param links what may be the opaque part of a link to our pages, from the returned message
 */
public record MailReport(List<Finding> findings, String identity, List<String> links) {

    public MailReport {
        findings = List.copyOf(findings);
        links = List.copyOf(links);
    }

    @Override
    public String toString() {
        return "MailReport" + findings;
    }
}

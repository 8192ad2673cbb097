package io.consentry.suppression.feedback;

import io.consentry.contract.AddressKind;
import io.consentry.kit.address.AddressInvalidException;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.link.LinkToken;
import io.consentry.kit.link.LinkTokenCodec;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.entry.ReportedAddress;
import io.consentry.suppression.feedback.mail.Finding;
import io.consentry.suppression.feedback.mail.MailReport;
import io.consentry.suppression.feedback.mail.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom a mail is about, in the tenant's terms. */
final class Recipients {

    private static final AddressNormaliser NORMALISER = new AddressNormaliser();

    private Recipients() {}

    /** What the mail says of each address; of a finding that names nobody, and whose link tells nobody, nothing. */
    static List<Report> reports(Tenant tenant, MailReport mail) {
        List<Report> reports = new ArrayList<>();
        for (Finding finding : mail.findings()) {
            ReportedAddress address = whom(tenant, mail, finding);
            if (address != null || finding.recipient() != null) {
                reports.add(new Report(address, finding.verdict(), finding.status()));
            }
        }
        return reports;
    }

    /** E-mail as a report spells it; null for what is no address. */
    static @Nullable ReportedAddress named(Tenant tenant, String recipient) {
        try {
            return ReportedAddress.of(
                    tenant,
                    NORMALISER.normalise(
                            AddressKind.EMAIL, recipient, tenant.settings().defaultPhoneRegion()));
        } catch (AddressInvalidException e) {
            return null;
        }
    }

    /** Of a complaint our own link knows best whom we sent to: the person may have had the message forwarded. */
    private static @Nullable ReportedAddress whom(Tenant tenant, MailReport mail, Finding finding) {
        String recipient = finding.recipient();
        ReportedAddress named = recipient == null ? null : named(tenant, recipient);
        boolean wish = finding.verdict() == Verdict.COMPLAINT || finding.verdict() == Verdict.OPT_OUT;
        if (named != null && !(wish && mail.findings().size() == 1)) {
            return named;
        }
        return linked(tenant, mail)
                .filter(linked -> named == null || !linked.address().equals(named.address()))
                .orElse(named);
    }

    private static Optional<ReportedAddress> linked(Tenant tenant, MailReport mail) {
        return mail.links().stream()
                .flatMap(text -> LinkTokenCodec.decode(tenant.keys(), text).stream())
                .filter(token -> token.tenant().equals(tenant.id()))
                .filter(token -> token.address().kind() == AddressKind.EMAIL)
                .map(Recipients::reported)
                .findFirst();
    }

    private static ReportedAddress reported(LinkToken token) {
        return new ReportedAddress(token.address(), null, token.masked());
    }
}

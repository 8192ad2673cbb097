package io.consentry.suppression.feedback;

import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.feedback.mail.Finding;
import io.consentry.suppression.feedback.mail.MailInterpreter;
import io.consentry.suppression.feedback.mail.MailReport;
import io.consentry.suppression.feedback.mail.MailTooComplexException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The body of a request that is a mail. */
final class MailBody {

    private MailBody() {}

    /** What the mail reports; refuses what is no mail, or one that is built to be hard to read. */
    static MailReport read(InputStream body) throws IOException {
        try {
            return MailInterpreter.interpret(body.readAllBytes());
        } catch (MailTooComplexException e) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "The mail is too complex.",
                    List.of(new Violation("body", "too-complex", String.valueOf(e.getMessage()))));
        } catch (MessagingException e) {
            throw new RefusedException(
                    ProblemType.UNREADABLE,
                    "The body is not a mail.",
                    List.of(new Violation("body", "not-a-mail", "must begin with header fields (RFC 5322)")));
        }
    }

    /** The same for every copy of the mail, however it travelled; another for a mail that says something else under the same id. */
    static byte[] digest(Tenant tenant, MailReport report) {
        String said = report.findings().stream().map(MailBody::text).sorted().collect(Collectors.joining("\n"));
        return tenant.keys()
                .mac(("feedback:mail\n" + report.identity() + "\n" + said).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Finding finding) {
        return finding.recipient() + " " + finding.verdict() + " " + finding.status();
    }
}

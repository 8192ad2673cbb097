package io.consentry.preference.page;

import io.consentry.kit.problem.Scrubbed;
import io.consentry.preference.link.Link;
import io.consentry.preference.link.LinkReader;
import io.consentry.preference.link.LinkUnknownException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Answers what is behind a link; whoever has a wrong one learns nothing, and what fails is never called done. */
@ApplicationScoped
public class BehindLink {

    private static final Logger LOG = Logger.getLogger(BehindLink.class);

    private final LinkReader links;
    private final MessagePages messages;

    BehindLink(LinkReader links, MessagePages messages) {
        this.links = links;
        this.messages = messages;
    }

    public Uni<Response> answer(String token, Language language, Function<Link, Uni<? extends Response>> answer) {
        return links.read(token)
                .<Response>chain(link -> answer.apply(link).map(response -> response))
                .onFailure(LinkUnknownException.class)
                .recoverWithUni(() -> messages.notFound(language))
                .onFailure()
                .recoverWithUni(failure -> unavailable(failure, language));
    }

    /** Whatever failed on our side, nothing is known to be recorded: the sender of the request must try again. */
    private Uni<Response> unavailable(Throwable failure, Language language) {
        LOG.errorf("a link could not be served: %s", Scrubbed.summary(failure));
        return messages.unavailable(language);
    }
}

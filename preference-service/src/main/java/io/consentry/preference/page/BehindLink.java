package io.consentry.preference.page;

import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.preference.link.Link;
import io.consentry.preference.link.LinkReader;
import io.consentry.preference.link.LinkUnknownException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Answers what is behind a link; whoever has a wrong one learns nothing, and what fails is never called done. */
@ApplicationScoped
public class BehindLink {

    private static final Logger LOG = Logger.getLogger(BehindLink.class);

    private final LinkReader links;
    private final MessagePages messages;
    private final PageLimits limits;
    private final CurrentVertxRequest request;

    BehindLink(LinkReader links, MessagePages messages, PageLimits limits, CurrentVertxRequest request) {
        this.links = links;
        this.messages = messages;
        this.limits = limits;
        this.request = request;
    }

    /** What is behind the link, unless its client, it or its address has been here too often. */
    public Uni<Response> answer(String token, Language language, Function<Link, Uni<? extends Response>> answer) {
        return answer(token, language, answer, wait -> messages.tooMany(language, wait));
    }

    /** The same, with words of its own for who has been here too often. */
    public Uni<Response> answer(
            String token,
            Language language,
            Function<Link, Uni<? extends Response>> answer,
            Function<Duration, Uni<? extends Response>> tooMany) {
        Optional<Duration> wait = limits.take(ip(), token);
        return wait.isPresent()
                ? tooMany.apply(wait.get()).map(response -> response)
                : answerAlways(
                        token,
                        language,
                        link -> limits.take(link).isPresent()
                                ? tooMany.apply(Duration.ofMinutes(1))
                                : answer.apply(link));
    }

    /** The link, for an answer that is no page; refuses who has been here too often. */
    public Uni<Link> admit(String token) {
        if (limits.take(ip(), token).isPresent()) {
            throw tooMany();
        }
        return links.read(token).invoke(link -> limits.take(link).ifPresent(wait -> {
            throw tooMany();
        }));
    }

    private static RefusedException tooMany() {
        return new RefusedException(ProblemType.TOO_MANY_REQUESTS, "Too many requests; try again in a minute.");
    }

    private String ip() {
        SocketAddress client = request.getCurrent().request().remoteAddress();
        return client == null || client.hostAddress() == null ? "" : client.hostAddress();
    }

    /** What is behind the link, however often it was asked for: what stops messages is never refused. */
    public Uni<Response> answerAlways(String token, Language language, Function<Link, Uni<? extends Response>> answer) {
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

package io.consentry.preference.link;

import io.consentry.contract.Channel;
import io.consentry.contract.ProblemType;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.link.LinkToken;
import io.consentry.kit.link.LinkTokenCodec;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.link.LinksView.LinkView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes links. Large batches are work for the processor, so they wait in line for their own threads and not on an event loop. */
@ApplicationScoped
public class LinkMinter {

    private static final int INLINE_MAX = 20;
    private static final int WAITING_MAX = 64;

    private final Clock clock;
    private final PublicUrls urls;
    private final ThreadPoolExecutor threads;

    LinkMinter(Clock clock, PublicUrls urls) {
        this.clock = clock;
        this.urls = urls;
        int size = Runtime.getRuntime().availableProcessors();
        this.threads = new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MAX));
        threads.allowCoreThreadTimeOut(true);
    }

    Uni<LinksView> mint(Tenant tenant, LinksRequest request) {
        Uni<LinksView> work = Uni.createFrom().item(() -> mintNow(tenant, request));
        if (request.size() <= INLINE_MAX || request.size() > LinksRequest.RECIPIENTS_MAX) {
            return work;
        }
        return work.runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new RefusedException(
                        ProblemType.TOO_MANY_REQUESTS, "Too many batches are waiting; try again shortly."));
    }

    /** A link to all choices at an e-mail address, for somebody who asks for one by the address alone. */
    public String preferencesUrl(Tenant tenant, Address email) {
        Recipient recipient = new Recipient(null, email, Channel.EMAIL, null, null, null);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return urls.preferences(LinkTokenCodec.encode(tenant.keys(), token(tenant, recipient, now)));
    }

    private LinksView mintNow(Tenant tenant, LinksRequest request) {
        List<Recipient> recipients = request.parse(tenant.settings().defaultPhoneRegion());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new LinksView(recipients.stream()
                .map(recipient -> link(recipient.ref(), token(tenant, recipient, now), tenant))
                .toList());
    }

    private LinkView link(@Nullable String ref, LinkToken token, Tenant tenant) {
        String text = LinkTokenCodec.encode(tenant.keys(), token);
        return new LinkView(ref, urls.unsubscribe(text), urls.preferences(text), urls.headers(tenant.id(), text));
    }

    private static LinkToken token(Tenant tenant, Recipient recipient, Instant now) {
        return new LinkToken(
                tenant.id(),
                AddressKeys.keyed(tenant.keys(), recipient.address()),
                shortened(recipient.address().masked()),
                recipient.channel(),
                recipient.purpose(),
                recipient.topic(),
                recipient.message(),
                now);
    }

    private static String shortened(String masked) {
        return masked.length() <= LinkToken.MASKED_LENGTH_MAX
                ? masked
                : masked.substring(0, LinkToken.MASKED_LENGTH_MAX - 1) + "…";
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}

package io.consentry.kit.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Remembers whom tokens stand for, and that their issuer still holds them valid. The issuer is asked when a token is first seen. {@link
 * #LOOK_AGAIN_AFTER} later it is asked again while requests go on, and a token that it no longer holds valid is forgotten. What the issuer
 * said is relied on for {@link #RELIED_ON_MAX}, counted from when it was asked, and never past the token's own expiry: when it cannot be
 * reached for longer, nobody gets in. A request with a token that is known pays for none of this.
 *
 * @param <I> the identity that a token stands for
 */
final class TokenMemory<I> {

    static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(45);
    static final Duration RELIED_ON_MAX = Duration.ofSeconds(60);

    /** How long a token that is not valid is refused without asking for it again. */
    static final Duration REFUSAL_MEMORY = Duration.ofSeconds(5);

    /** Between two looks at the same token while the issuer does not answer. */
    static final Duration RETRY = Duration.ofSeconds(2);

    /** An issuer that takes longer is away. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private static final int TOKENS_MAX = 10_000;
    private static final Logger LOG = Logger.getLogger(TokenMemory.class);

    private final Clock clock;
    private final Introspection issuer;
    private final Cache<ByteBuffer, Known<I>> remembered = Caffeine.newBuilder()
            .maximumSize(TOKENS_MAX)
            .expireAfterWrite(RELIED_ON_MAX)
            .build();
    private final Cache<ByteBuffer, Instant> refusedUntil = Caffeine.newBuilder()
            .maximumSize(TOKENS_MAX)
            .expireAfterWrite(REFUSAL_MEMORY)
            .build();
    private final Map<ByteBuffer, Uni<Word>> asked = new ConcurrentHashMap<>();

    TokenMemory(Clock clock, Introspection issuer) {
        this.clock = clock;
        this.issuer = issuer;
    }

    /** The issuer's word on tokens. */
    interface Introspection {

        /** Whether it holds the token valid; fails when it does not answer. */
        Uni<Boolean> isActive(String token);
    }

    /**
     * A token whose own signature, audience and so on were verified.
     *
     * @param expiry when it ends by itself
     */
    record Verified<I>(I identity, String token, Instant expiry) {}

    /** @param asOf when the issuer was asked: what it did later is not in its word */
    private record Word(boolean active, Instant asOf) {}

    private record Known<I>(Verified<I> token, Instant asOf, AtomicReference<Instant> nextLook) {

        static <I> Known<I> of(Verified<I> token, Instant asOf) {
            return new Known<>(token, asOf, new AtomicReference<>(asOf.plus(LOOK_AGAIN_AFTER)));
        }

        boolean isReliedOnAt(Instant now) {
            return now.isBefore(token.expiry()) && now.isBefore(asOf.plus(RELIED_ON_MAX));
        }

        /** True for one of those who ask at the same time. */
        boolean isToBeLookedAtBy(Instant now) {
            Instant due = nextLook.get();
            return !now.isBefore(due) && nextLook.compareAndSet(due, now.plus(RETRY));
        }
    }

    /**
     * Whom a token stands for.
     *
     * @param digest by which the token is known again; one that differs in a bit has another
     * @param verification verifies the token when it is not remembered; empty when there turns out to be none
     * @return null when there is no token; fails with {@link AuthenticationFailedException} when the token is not valid, and with {@link RefusedException} when the issuer
     *     cannot say
     */
    Uni<I> identify(ByteBuffer digest, Supplier<Uni<Optional<Verified<I>>>> verification) {
        Instant now = clock.instant();
        Known<I> known = remembered.getIfPresent(digest);
        if (known != null && known.isReliedOnAt(now)) {
            if (known.isToBeLookedAtBy(now)) {
                lookAgain(digest, known.token());
            }
            return Uni.createFrom().item(known.token().identity());
        }
        Instant refused = refusedUntil.getIfPresent(digest);
        return refused != null && now.isBefore(refused)
                ? Uni.createFrom().failure(new AuthenticationFailedException())
                : verification.get().chain(found -> found.map(token -> admit(digest, token))
                        .orElseGet(() -> Uni.createFrom().nullItem()));
    }

    private Uni<I> admit(ByteBuffer digest, Verified<I> token) {
        return ask(digest, token.token())
                .onFailure()
                .transform(failure -> new RefusedException(
                        ProblemType.DEPENDENCY_UNAVAILABLE,
                        "Whether the access token still holds cannot be found out; try again shortly."))
                .map(word -> {
                    note(digest, token, word);
                    if (!word.active()) {
                        throw new AuthenticationFailedException();
                    }
                    return token.identity();
                });
    }

    private void lookAgain(ByteBuffer digest, Verified<I> token) {
        ask(digest, token.token())
                .subscribe()
                .with(
                        word -> note(digest, token, word),
                        failure -> LOG.warnf(
                                "tokens cannot be introspected: %s",
                                failure.getClass().getName()));
    }

    private void note(ByteBuffer digest, Verified<I> token, Word word) {
        if (word.active()) {
            remembered.put(digest, Known.of(token, word.asOf()));
        } else {
            remembered.invalidate(digest);
            refusedUntil.put(digest, word.asOf().plus(REFUSAL_MEMORY));
        }
    }

    /** Those who want to know the same at the same time get the same answer. */
    private Uni<Word> ask(ByteBuffer digest, String token) {
        return asked.computeIfAbsent(digest, key -> Uni.createFrom()
                .deferred(() -> {
                    Instant asOf = clock.instant();
                    return issuer.isActive(token)
                            .ifNoItem()
                            .after(ANSWER_MAX)
                            .fail()
                            .map(active -> new Word(active, asOf));
                })
                .onTermination()
                .invoke(() -> asked.remove(key))
                .memoize()
                .indefinitely());
    }
}

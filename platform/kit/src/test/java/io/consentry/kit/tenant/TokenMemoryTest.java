package io.consentry.kit.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.TokenMemory.Verified;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A remembered token, second by second. */
class TokenMemoryTest {

    private static final Instant START = Instant.parse("2026-06-10T08:00:00Z");
    private static final Duration STEP = Duration.ofMillis(1);

    private final AdjustableClock clock = new AdjustableClock();
    private final Issuer issuer = new Issuer();
    private final TokenMemory<String> memory = new TokenMemory<>(clock, issuer);
    private int verifications;

    @Test
    void aTokenIsVerifiedAndIntrospectedOnce() {
        for (int second = 0; second < 45; second++) {
            clock.now = START.plusSeconds(second);
            assertThat(identify("a")).isEqualTo("whom a stands for");
        }

        assertThat(verifications).isOne();
        assertThat(issuer.asked).containsExactly("a");
    }

    @Test
    void aTokenThatIsNotActiveGetsNobodyInAndIsNotAskedForAtEveryTry() {
        issuer.answer = Uni.createFrom().item(false);

        for (int second = 0; second < 5; second++) {
            clock.now = START.plusSeconds(second);
            assertThatThrownBy(() -> identify("a")).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(issuer.asked).hasSize(1);

        clock.now = START.plus(TokenMemory.REFUSAL_MEMORY);
        issuer.answer = Uni.createFrom().item(true);
        assertThat(identify("a")).as("its client is enabled again").isNotNull();
    }

    @Test
    void aDisabledClientIsRefusedFromTheFirstLookAfterFortyFiveSecondsOn() {
        identify("a");
        issuer.answer = Uni.createFrom().item(false);

        clock.now = START.plus(TokenMemory.LOOK_AGAIN_AFTER).minus(STEP);
        assertThat(identify("a")).isNotNull();
        clock.now = START.plus(TokenMemory.LOOK_AGAIN_AFTER);
        assertThat(identify("a")).as("it does not wait for the look").isNotNull();
        assertThatThrownBy(() -> identify("a")).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void aDisabledClientThatKeptQuietIsRefusedAfterAMinute() {
        identify("a");
        issuer.answer = Uni.createFrom().item(false);

        clock.now = START.plus(TokenMemory.RELIED_ON_MAX);

        assertThatThrownBy(() -> identify("a")).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void aTokenThatHoldsIsIntrospectedAboutEveryFortyFiveSecondsAndVerifiedNoMore() {
        for (int second = 0; second < 240; second++) {
            clock.now = START.plusSeconds(second);
            assertThat(identify("a")).isNotNull();
        }

        assertThat(verifications).isOne();
        assertThat(issuer.asked).hasSize(1 + 240 / 45);
    }

    @Test
    void whileTheIssuerIsAwayWhatItSaidCountsForAMinuteAndNobodyNewGetsIn() {
        identify("a");
        issuer.answer = Uni.createFrom().failure(new IllegalStateException("unreachable"));

        assertUnavailable("b");
        for (int second = 45; second < 60; second++) {
            clock.now = START.plusSeconds(second);
            assertThat(identify("a")).isNotNull();
        }
        assertThat(issuer.asked).as("it is asked every other second").hasSize(2 + 8);
        clock.now = START.plus(TokenMemory.RELIED_ON_MAX);
        assertUnavailable("a");
        issuer.answer = Uni.createFrom().item(true);
        assertThat(identify("a")).isNotNull();
    }

    @Test
    void theMinuteCountsFromWhenTheIssuerWasAskedAndNotFromWhenItAnswered() {
        issuer.answer = Uni.createFrom().item(() -> {
            clock.now = clock.now.plusSeconds(2);
            return true;
        });
        identify("a");
        issuer.answer = Uni.createFrom().item(false);

        clock.now = START.plus(TokenMemory.RELIED_ON_MAX).minus(STEP);
        assertThat(identify("a")).isNotNull();
        clock.now = START.plus(TokenMemory.RELIED_ON_MAX);
        assertThatThrownBy(() -> identify("a")).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void nothingIsRememberedPastTheTokensOwnExpiry() {
        identify("a", START.plusSeconds(10));
        clock.now = START.plusSeconds(10).minus(STEP);
        identify("a", START.plusSeconds(10));
        assertThat(verifications).isOne();

        clock.now = START.plusSeconds(10);
        identify("a", START.plusSeconds(10));

        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void aTokenThatDoesNotVerifyIsNeitherRememberedNorSentToTheIssuer() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> memory.identify(
                                    digest("a"), () -> Uni.createFrom().failure(new AuthenticationFailedException()))
                            .await()
                            .atMost(Duration.ofSeconds(5)))
                    .isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(issuer.asked).isEmpty();
        assertThat(memory.identify(digest("a"), () -> Uni.createFrom().item(Optional.empty()))
                        .await()
                        .atMost(Duration.ofSeconds(5)))
                .isNull();
        assertThat(issuer.asked).isEmpty();
    }

    @Test
    void thoseWhoComeTogetherAskOnce() {
        List<UniEmitter<? super Boolean>> waiting = new ArrayList<>();
        issuer.answer = Uni.createFrom().emitter(waiting::add);

        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(start("a"));
        }
        assertThat(issuer.asked).hasSize(1);
        assertThat(all).noneMatch(CompletableFuture::isDone);
        waiting.get(0).complete(true);

        assertThat(all).allSatisfy(one -> assertThat(one.join()).isEqualTo("whom a stands for"));
    }

    @Test
    void thoseWhoComeTogetherAreRefusedTogether() {
        List<UniEmitter<? super Boolean>> waiting = new ArrayList<>();
        issuer.answer = Uni.createFrom().emitter(waiting::add);

        CompletableFuture<String> one = start("a");
        CompletableFuture<String> other = start("a");
        waiting.get(0).complete(false);

        assertThatThrownBy(one::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(other::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AuthenticationFailedException.class);
    }

    private void assertUnavailable(String token) {
        assertThatThrownBy(() -> identify(token))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.type())
                        .isEqualTo(ProblemType.DEPENDENCY_UNAVAILABLE));
    }

    private String identify(String token) {
        return identify(token, START.plusSeconds(300));
    }

    private String identify(String token, Instant expiry) {
        return memory.identify(digest(token), () -> verification(token, expiry))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private CompletableFuture<String> start(String token) {
        return memory.identify(digest(token), () -> verification(token, START.plusSeconds(300)))
                .subscribeAsCompletionStage();
    }

    private Uni<Optional<Verified<String>>> verification(String token, Instant expiry) {
        return Uni.createFrom().item(() -> {
            verifications++;
            return Optional.of(new Verified<>("whom " + token + " stands for", token, expiry));
        });
    }

    private static ByteBuffer digest(String token) {
        return ByteBuffer.wrap(token.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Issuer implements TokenMemory.Introspection {

        private final List<String> asked = new ArrayList<>();
        private Uni<Boolean> answer = Uni.createFrom().item(true);

        @Override
        public Uni<Boolean> isActive(String token) {
            asked.add(token);
            return answer;
        }
    }

    private static final class AdjustableClock extends Clock {

        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

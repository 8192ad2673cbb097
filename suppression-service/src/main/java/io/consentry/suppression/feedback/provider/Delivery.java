package io.consentry.suppression.feedback.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A request that claims to come from a provider. */
public sealed interface Delivery permits SendgridDelivery, MailgunDelivery, PostmarkDelivery, SesDelivery {

    /** Events of one delivery that are looked at; no provider sends more. */
    int EVENTS_MAX = 5_000;

    /** The bytes as they came. */
    byte[] body();

    /** Names the provider in digests, so that ids of two providers never collide. */
    String provider();

    /** Whether the tenant's credentials made it. */
    boolean isGenuine(Credentials credentials, Instant now);

    /** What it says, if it is genuine; fails with {@link DeliveryUnreadableException}. */
    List<ProviderEvent> events();

    /** What may be used only once, where the signature is over that and not over the events. */
    default Optional<String> nonce() {
        return Optional.empty();
    }

    /** The address by which the tenant may confirm that it wants these deliveries; it is shown to the tenant and never called. */
    default Optional<String> confirmation() {
        return Optional.empty();
    }
}

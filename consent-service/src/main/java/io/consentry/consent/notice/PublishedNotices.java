package io.consentry.consent.notice;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All versions of a tenant's notices that are published, as of a revision. Immutable. */
public final class PublishedNotices {

    /** A tenant that has published nothing. */
    public static final PublishedNotices NONE = new PublishedNotices(List.of());

    private final long revision;
    private final Map<NoticeRef, NoticeVersion> byRef;
    private final Map<String, List<NoticeVersion>> byKey;
    private final Map<PurposeKey, List<NoticeVersion>> byPurpose;

    private PublishedNotices(Collection<NoticeVersion> versions) {
        this.revision =
                versions.stream().mapToLong(NoticeVersion::revision).max().orElse(0);
        this.byRef = versions.stream().collect(toUnmodifiableMap(NoticeVersion::ref, Function.identity()));
        this.byKey = versions.stream()
                .sorted(NoticeVersion.IN_ORDER)
                .collect(groupingBy(version -> version.ref().key(), toUnmodifiableList()));
        this.byPurpose = byPurpose(byKey);
    }

    /** Versions in any order, each reference and each revision once. */
    public static PublishedNotices of(Collection<NoticeVersion> versions) {
        return versions.isEmpty() ? NONE : new PublishedNotices(versions);
    }

    /** The same with one more. */
    PublishedNotices with(NoticeVersion added) {
        return new PublishedNotices(
                Stream.concat(byRef.values().stream(), Stream.of(added)).toList());
    }

    private static Map<PurposeKey, List<NoticeVersion>> byPurpose(Map<String, List<NoticeVersion>> byKey) {
        return byKey.values().stream()
                .flatMap(versions ->
                        versions.stream().filter(version -> versions.stream().noneMatch(version::isReplacedBy)))
                .sorted(NoticeVersion.IN_ORDER)
                .flatMap(version -> version.requiresReconsent().stream().map(purpose -> Map.entry(purpose, version)))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toUnmodifiableList())));
    }

    /** The number of the tenant's latest publication; 0 when there is none. */
    public long revision() {
        return revision;
    }

    /** How many versions there are. */
    int size() {
        return byRef.size();
    }

    /** A version, whether or not it is in force yet. */
    public Optional<NoticeVersion> find(NoticeRef ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    /** All versions of a notice in the order in which they come into force; none when none is published. */
    public List<NoticeVersion> versions(String key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** The version of a notice that is in force at an instant; empty when none is yet. */
    public Optional<NoticeVersion> inForce(String key, Instant at) {
        return versions(key).stream()
                .filter(version -> !version.effectiveFrom().isAfter(at))
                .reduce((earlier, later) -> later);
    }

    /** The first instant at which a version is no longer in force; empty when no later one is published. */
    Optional<Instant> end(NoticeVersion version) {
        return versions(version.ref().key()).stream()
                .filter(version::precedes)
                .findFirst()
                .map(NoticeVersion::effectiveFrom);
    }

    /** The versions with which consents to a purpose need to be given anew, in the order in which they come into force. */
    public List<NoticeVersion> requiringReconsent(PurposeKey purpose) {
        return byPurpose.getOrDefault(purpose, List.of());
    }
}

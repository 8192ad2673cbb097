package io.consentry.contract.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every event type by its wire name, read off the sealed hierarchy: there is no second list to forget. */
public final class EventCatalogue {

    private static final Map<String, Class<? extends DomainEvent>> TYPES = collect();

    private EventCatalogue() {}

    /** The record behind a CloudEvents type; empty for a type this version does not know. */
    public static Optional<Class<? extends DomainEvent>> find(String wireName) {
        return Optional.ofNullable(TYPES.get(wireName));
    }

    /** All types by wire name, sorted. */
    public static Map<String, Class<? extends DomainEvent>> all() {
        return TYPES;
    }

    static String wireName(Class<? extends DomainEvent> type) {
        WireName name = type.getAnnotation(WireName.class);
        if (name == null) {
            throw new IllegalStateException(type.getName() + " has no @WireName");
        }
        return name.value();
    }

    private static Map<String, Class<? extends DomainEvent>> collect() {
        Map<String, Class<? extends DomainEvent>> types = new TreeMap<>();
        for (Class<? extends DomainEvent> leaf : leaves(DomainEvent.class)) {
            if (types.put(wireName(leaf), leaf) != null) {
                throw new IllegalStateException("two events share the name " + wireName(leaf));
            }
        }
        return java.util.Collections.unmodifiableMap(types);
    }

    private static List<Class<? extends DomainEvent>> leaves(Class<? extends DomainEvent> type) {
        List<Class<? extends DomainEvent>> found = new ArrayList<>();
        if (!type.isSealed()) {
            found.add(type);
            return found;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            found.addAll(leaves(permitted.asSubclass(DomainEvent.class)));
        }
        return found;
    }
}

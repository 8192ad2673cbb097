package io.consentry.kit.inbox;

import io.consentry.contract.event.DomainEvent;
import java.util.ArrayList;
import java.util.List;

/** Cuts events into those that can be applied together, without one overtaking another. */
public final class Runs {

    private Runs() {}

    /** The events in their order, each list of one type: those that stand beside each other. */
    public static List<List<ReceivedEvent>> ofOneType(List<ReceivedEvent> events) {
        List<List<ReceivedEvent>> runs = new ArrayList<>();
        Class<? extends DomainEvent> type = null;
        for (ReceivedEvent event : events) {
            if (event.event().getClass() != type) {
                type = event.event().getClass();
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(event);
        }
        return runs;
    }
}

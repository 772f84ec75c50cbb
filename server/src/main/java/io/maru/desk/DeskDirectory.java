package io.maru.desk;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every desk; there are few enough to be kept together. */
record DeskDirectory(List<Desk> desks, Map<Long, Desk> byId, Map<String, Desk> byKey) {

    static DeskDirectory of(List<Desk> desks) {
        return new DeskDirectory(
                List.copyOf(desks),
                desks.stream().collect(Collectors.toUnmodifiableMap(Desk::id, Function.identity())),
                desks.stream().collect(Collectors.toUnmodifiableMap(Desk::key, Function.identity())));
    }
}
